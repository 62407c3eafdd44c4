import { Ajv2020 } from "ajv/dist/2020.js";
import type { DataValidateFunction, ErrorObject, ValidateFunction } from "ajv/dist/types/index.js";
import { schemaBundle } from "./load-bundle.ts";

/** A parsed JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** True for `{…}`, false for arrays, null and scalars. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const validators = new Map<string, ValidateFunction>();

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  allowUnionTypes: true,
});
ajv.addKeyword({
  keyword: "stripeObject",
  type: "object",
  schemaType: "array",
  errors: "full",
  compile: compileReference,
});

/** The compiled schema of that name; compiled at first use, since one object refers to nearly all others. */
export function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  const schema = schemaBundle().schemas[name];
  if (schema === undefined) throw new Error(`There is no schema named ${name}.`);
  const validator = ajv.compile(schema);
  validators.set(name, validator);
  return validator;
}

let errorValidator: ValidateFunction | undefined;

/** The compiled schema of the value under `error` in an error response. */
export function validatorOfError(): ValidateFunction {
  errorValidator ??= ajv.compile(schemaBundle().error);
  return errorValidator;
}

/** Name of the schema that fits the value's `object` and `deleted`, or undefined when the SDK knows no such object. */
export function schemaNameOf(value: JsonObject): string | undefined {
  const { object, deleted } = value as { object?: unknown; deleted?: unknown };
  if (typeof object !== "string" || !Object.hasOwn(schemaBundle().objects, object))
    return undefined;
  const entry = schemaBundle().objects[object];
  return (deleted === true ? entry?.deleted : entry?.live) ?? undefined;
}

function describeObject(value: JsonObject): string {
  const { object, deleted } = value as { object?: unknown; deleted?: unknown };
  return `${deleted === true ? "deleted " : ""}object ${JSON.stringify(object) ?? "(missing)"}`;
}

/** Errors of a value that must be one of the named objects; paths start at the value itself. */
export function errorsOfReference(
  names: readonly string[],
  value: unknown,
): Partial<ErrorObject>[] {
  if (!isJsonObject(value))
    return [{ instancePath: "", keyword: "stripeObject", message: "must be an object" }];
  const name = schemaNameOf(value);
  if (name === undefined || !names.includes(name)) {
    const message = `must be one of ${names.join(", ")}, not ${describeObject(value)}`;
    return [{ instancePath: "/object", keyword: "stripeObject", message }];
  }
  const validator = validatorOf(name);
  // The array is copied: a nested object of the same type overwrites the validator's own list.
  return validator(value) ? [] : [...(validator.errors ?? [])];
}

/** An expandable field holds one of a few objects: its `object` says which, so only that schema reports. */
function compileReference(names: readonly string[]): DataValidateFunction {
  const validate: DataValidateFunction = (value, context) => {
    const prefix = context?.instancePath ?? "";
    const errors = errorsOfReference(names, value);
    validate.errors = errors.map((error) => ({
      ...error,
      instancePath: `${prefix}${error.instancePath ?? ""}`,
    }));
    return errors.length === 0;
  };
  return validate;
}
