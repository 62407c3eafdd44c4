import { schemaBundle } from "./load-bundle.ts";
import {
  errorsOfReference,
  isJsonObject,
  type JsonObject,
  schemaNameOf,
  validatorOf,
  validatorOfError,
} from "./schema-compiler.ts";
import { violationTexts } from "./violation-text.ts";

const pageShapes = {
  list: { data: "array", has_more: "boolean", url: "string" },
  search_result: { data: "array", has_more: "boolean", url: "string", next_page: "string or null" },
} as const;

/** `total_count` comes only when a request expands it; the SDK's types leave it out. */
const optionalPageFields: ReadonlySet<string> = new Set(["object", "total_count"]);

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

/** What is wrong with the fields of a page: each is there and of its kind (`string or null`), and no other is. */
export function wrongFields(
  page: JsonObject,
  shape: Readonly<Record<string, string>>,
  path: string,
): string[] {
  const violations: string[] = [];
  for (const [field, kind] of Object.entries(shape)) {
    const actual = page[field] === undefined ? "missing" : kindOf(page[field]);
    if (!kind.split(" or ").includes(actual))
      violations.push(`${path}.${field}: must be ${kind}, is ${actual}`);
  }
  for (const field of Object.keys(page)) {
    if (!(field in shape) && !optionalPageFields.has(field))
      violations.push(`${path}.${field}: is no field of a page`);
  }
  return violations;
}

function validatePage(
  page: JsonObject,
  shape: Readonly<Record<string, string>>,
  path: string,
): string[] {
  const violations = wrongFields(page, shape, path);
  const items: unknown = page["data"];
  if (Array.isArray(items)) {
    items.forEach((item: unknown, index) => {
      violations.push(...validateAt(item, `${path}.data[${index}]`));
    });
  }
  return violations;
}

function unknownPreviousAttributes(
  previous: JsonObject,
  names: readonly string[],
  path: string,
): string[] {
  const known = new Set(
    names.flatMap((name) =>
      Object.keys((schemaBundle().schemas[name]?.["properties"] ?? {}) as JsonObject),
    ),
  );
  return Object.keys(previous)
    .filter((key) => !known.has(key))
    .map((key) => `${path}.data.previous_attributes.${key}: is no field of the event's object`);
}

/** The event's type decides which object it carries, and so which attributes may have changed. */
function validateEventData(event: JsonObject, path: string): string[] {
  const type: unknown = event["type"];
  const data: unknown = event["data"];
  const names =
    typeof type === "string" && Object.hasOwn(schemaBundle().events, type)
      ? schemaBundle().events[type]
      : undefined;
  // Both faults are reported by the event's own schema already.
  if (names === undefined || !isJsonObject(data)) return [];
  const subject: unknown = data["object"];
  const errors = errorsOfReference(names, subject);
  const violations = violationTexts(`${path}.data.object`, subject, errors);
  const previous: unknown = data["previous_attributes"];
  if (isJsonObject(previous)) violations.push(...unknownPreviousAttributes(previous, names, path));
  return violations;
}

function validateAt(value: unknown, path: string): string[] {
  if (!isJsonObject(value)) return [`${path}: must be an object, is ${kindOf(value)}`];
  const object: unknown = value["object"];
  if (object === "list" || object === "search_result")
    return validatePage(value, pageShapes[object], path);
  const name = schemaNameOf(value);
  if (name === undefined)
    return [`${path}.object: ${JSON.stringify(object) ?? "missing"} is no object of Stripe's API`];
  const validator = validatorOf(name);
  const violations = validator(value) ? [] : violationTexts(path, value, validator.errors ?? []);
  return object === "event" ? [...violations, ...validateEventData(value, path)] : violations;
}

/**
 * Checks a parsed response body or event against the types of the installed SDK.
 * Takes any API object, a deleted object, a list, a search result or an event (with the object it carries).
 * Returns one line for each violation, each with its path; an empty array means the value is valid.
 */
export function validateStripeObject(value: unknown): string[] {
  const object: unknown = isJsonObject(value) ? value["object"] : undefined;
  return validateAt(value, typeof object === "string" ? object : "value");
}

/** Checks a parsed error response: `{ error: { type, message, … } }` and nothing beside it. Returns the violations. */
export function validateErrorBody(value: unknown): string[] {
  if (!isJsonObject(value) || !("error" in value)) return ["body.error: is missing"];
  const beside = Object.keys(value).filter((key) => key !== "error");
  const violations = beside.map((key) => `body.${key}: is no field of an error response`);
  const validator = validatorOfError();
  const { error } = value;
  if (validator(error)) return violations;
  return [...violations, ...violationTexts("body.error", error, validator.errors ?? [])];
}
