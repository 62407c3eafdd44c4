import ts from "typescript";
import { handWrittenEnums } from "./hand-written-enums.ts";
import {
  listSdkObjects,
  literalOfProperty,
  type SdkObject,
  type SdkProgram,
} from "./sdk-program.ts";
import {
  type JsonSchema,
  type JsonSchemaValue,
  membersSchema,
  type SchemaScope,
  typeSchema,
} from "./type-to-schema.ts";

/** One schema that stands alone: its nested shapes are in its own `$defs`. */
export type ObjectEntry = { readonly live: string | null; readonly deleted: string | null };

/** Everything the validator needs, as written to `generated/schemas.json`. */
export type SchemaBundle = {
  readonly stripeVersion: string;
  /** `object` literal to the names of its live and deleted schemas. */
  readonly objects: Record<string, ObjectEntry>;
  /** Event type to the schemas that its `data.object` may have. */
  readonly events: Record<string, string[]>;
  readonly schemas: Record<string, JsonSchema>;
  /** Schema of the value under `error` in an error response. */
  readonly error: JsonSchema;
};

/** Members of the SDK's raw error that it adds itself after the response was read; Stripe never sends them. */
const addedBySdk = ["headers", "statusCode", "requestId", "detail", "exception"] as const;

function newScope(sdk: SdkProgram, objectNames: ReadonlyMap<ts.Symbol, string>): SchemaScope {
  return { checker: sdk.checker, esmFolder: sdk.esmFolder, objectNames, defs: {} };
}

function standalone(root: JsonSchema, scope: SchemaScope, title: string): JsonSchema {
  const defs: JsonSchema = {};
  for (const name of Object.keys(scope.defs).toSorted()) {
    const definition = scope.defs[name];
    if (definition !== undefined) defs[name] = definition;
  }
  return { title, type: "object", ...root, $defs: defs };
}

function asSchema(value: JsonSchemaValue | undefined): JsonSchema | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

function dereference(schema: JsonSchema | undefined, root: JsonSchema): JsonSchema | undefined {
  const reference = schema?.["$ref"];
  if (typeof reference !== "string") return schema;
  return asSchema(asSchema(root["$defs"])?.[reference.slice("#/$defs/".length)]);
}

/** Walks a property path such as `fee_details.[].type`; the result is the schema object inside `root` itself. */
export function schemaAtPath(root: JsonSchema, path: string): JsonSchema | undefined {
  let current: JsonSchema | undefined = root;
  for (const step of path.split(".")) {
    const shape: JsonSchema | undefined = dereference(current, root);
    current =
      step === "[]"
        ? asSchema(shape?.["items"])
        : asSchema(asSchema(shape?.["properties"])?.[step]);
  }
  return current;
}

/** Narrows the open strings to the hand-written values; throws when the SDK has since closed or dropped one. */
function applyHandWrittenEnums(bundle: Pick<SchemaBundle, "objects" | "schemas">): void {
  for (const { object, path, values, source } of handWrittenEnums) {
    const name = bundle.objects[object]?.live;
    const root = name === null || name === undefined ? undefined : bundle.schemas[name];
    const target = root === undefined ? undefined : schemaAtPath(root, path);
    const types = [target?.["type"]].flat();
    if (target === undefined || "enum" in target || !types.includes("string")) {
      throw new Error(
        `${object}.${path} is no open string in this SDK any more: remove it from hand-written-enums.ts.`,
      );
    }
    delete target["type"];
    target["enum"] = types.includes("null") ? [...values, null] : [...values];
    target["$comment"] = source;
  }
}

function indexObjects(objects: readonly SdkObject[]): Record<string, ObjectEntry> {
  const index: Record<string, ObjectEntry> = {};
  for (const { object, deleted, name } of [...objects].toSorted((a, b) =>
    a.object < b.object ? -1 : 1,
  )) {
    const known = index[object] ?? { live: null, deleted: null };
    if ((deleted ? known.deleted : known.live) !== null)
      throw new Error(`Two interfaces claim object '${object}'.`);
    index[object] = deleted ? { ...known, deleted: name } : { ...known, live: name };
  }
  return index;
}

/** `event.type` decides what `data.object` may be: read from the members of the SDK's Event union. */
function eventObjects(sdk: SdkProgram, scope: SchemaScope): Record<string, string[]> {
  const source = sdk.declarations.get("resources/Events.d.ts");
  if (source === undefined) throw new Error("The SDK has no resources/Events.d.ts.");
  const events: Record<string, string[]> = {};
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    const symbol = sdk.checker.getSymbolAtLocation(statement.name);
    if (symbol === undefined) continue;
    const type = sdk.checker.getDeclaredTypeOfSymbol(symbol);
    const eventType = literalOfProperty(sdk.checker, type, "type");
    const data = type.getProperty("data");
    if (eventType === undefined || data === undefined) continue;
    const subject = sdk.checker.getTypeOfSymbol(data).getProperty("object");
    if (subject === undefined) throw new Error(`${eventType} has no data.object.`);
    const names = typeSchema(sdk.checker.getTypeOfSymbol(subject), "object", scope)["stripeObject"];
    if (!Array.isArray(names)) throw new Error(`data.object of ${eventType} is not an API object.`);
    events[eventType] = names.filter((name) => typeof name === "string");
  }
  return Object.fromEntries(Object.entries(events).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function eventSchema(schema: JsonSchema, eventTypes: readonly string[]): JsonSchema {
  const type = schemaAtPath(schema, "type");
  if (type === undefined) throw new Error("The SDK's event has no type.");
  type["enum"] = [...eventTypes];
  const data = dereference(schemaAtPath(schema, "data"), schema);
  const members = asSchema(data?.["properties"]);
  if (members === undefined) throw new Error("The SDK's event has no data.");
  // The base type leaves both empty; the validator checks them by the event's type instead.
  members["object"] = { type: "object" };
  members["previous_attributes"] = { type: "object" };
  return schema;
}

/** The base type of thin events leaves out the one member that nearly all of them have. */
function addRelatedObject(thinEvent: JsonSchema | undefined): void {
  const members = asSchema(thinEvent?.["properties"]);
  if (members === undefined) throw new Error("The SDK has no thin event.");
  const text = { type: "string", minLength: 1 };
  members["related_object"] = {
    type: "object",
    properties: { id: text, type: text, url: text },
    required: ["id", "type", "url"],
    additionalProperties: false,
  };
}

function errorSchema(
  sdk: SdkProgram,
  scope: SchemaScope,
  codes: JsonSchemaValue | undefined,
): JsonSchema {
  const source = sdk.declarations.get("Types.d.ts");
  const moduleSymbol = source === undefined ? undefined : sdk.checker.getSymbolAtLocation(source);
  const exported = moduleSymbol === undefined ? [] : sdk.checker.getExportsOfModule(moduleSymbol);
  const rawError = exported.find(({ name }) => name === "StripeRawError");
  if (rawError === undefined) throw new Error("The SDK exports no StripeRawError.");
  const schema = membersSchema(sdk.checker.getDeclaredTypeOfSymbol(rawError), scope, {
    without: addedBySdk,
  });
  const properties = asSchema(schema["properties"]);
  if (properties === undefined || !Array.isArray(codes))
    throw new Error("The SDK lists no error codes.");
  // One list for all requests: a PaymentIntent's last error is the same error object, with its codes named.
  properties["code"] = { enum: codes };
  return standalone({ ...schema, required: ["message", "type"] }, scope, "error");
}

/** Builds the whole bundle from the installed SDK's declarations. */
export function buildSchemaBundle(sdk: SdkProgram, stripeVersion: string): SchemaBundle {
  const sdkObjects = listSdkObjects(sdk);
  const objectNames = new Map(sdkObjects.map(({ symbol, name }) => [symbol, name]));
  const objects = indexObjects(sdkObjects);
  const events = eventObjects(sdk, newScope(sdk, objectNames));
  const schemas: Record<string, JsonSchema> = {};
  for (const { name, type, object } of sdkObjects) {
    const scope = newScope(sdk, objectNames);
    const schema = standalone(membersSchema(type, scope), scope, name);
    schemas[name] = object === "event" ? eventSchema(schema, Object.keys(events)) : schema;
  }
  applyHandWrittenEnums({ objects, schemas });
  addRelatedObject(schemas[objects["v2.core.event"]?.live ?? ""]);
  const intent = schemas[objects["payment_intent"]?.live ?? ""];
  const codes =
    intent === undefined ? undefined : schemaAtPath(intent, "last_payment_error.code")?.["enum"];
  return {
    stripeVersion,
    objects,
    events,
    schemas,
    error: errorSchema(sdk, newScope(sdk, objectNames), codes),
  };
}
