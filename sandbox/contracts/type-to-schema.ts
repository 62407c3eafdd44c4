import ts from "typescript";
import { fractionalNumbers } from "./hand-written-enums.ts";
import { fileStem } from "./sdk-program.ts";

/** A JSON Schema (2020-12) with one keyword of our own: `stripeObject`, the objects an expandable field may hold. */
export type JsonSchema = { [keyword: string]: JsonSchemaValue };
export type JsonSchemaValue = string | number | boolean | null | JsonSchema | JsonSchemaValue[];

/** Where references to other top-level objects and to nested interfaces are looked up while converting. */
export type SchemaScope = {
  readonly checker: ts.TypeChecker;
  readonly esmFolder: string;
  readonly objectNames: ReadonlyMap<ts.Symbol, string>;
  readonly defs: Record<string, JsonSchema>;
};

type UnionParts = {
  readonly literals: Set<string | number | boolean>;
  readonly primitives: Set<string>;
  readonly stripeObjects: Set<string>;
  readonly shapes: JsonSchema[];
  pattern: string | undefined;
  anything: boolean;
};

/** Stripe sends decimals as strings, since a JSON number would lose digits. */
const decimalPattern = "^-?[0-9]+(\\.[0-9]+)?$";

const isFlag = (type: ts.Type, flag: ts.TypeFlags): boolean => (type.flags & flag) !== 0;

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

const isAbsent = (type: ts.Type): boolean =>
  isFlag(type, ts.TypeFlags.Undefined | ts.TypeFlags.Void);

/** An interface's definition name: file, enclosing namespaces, own name. */
function definitionName(symbol: ts.Symbol, esmFolder: string): string {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) throw new Error(`${symbol.name} has no declaration.`);
  const names: string[] = [symbol.name];
  let node: ts.Node = declaration.parent;
  while (!ts.isSourceFile(node)) {
    if (ts.isModuleDeclaration(node)) names.unshift(node.name.text);
    node = node.parent;
  }
  names.unshift(fileStem(node.fileName.slice(esmFolder.length + 1)));
  return names.join(".");
}

type MembersOptions = {
  /** Members to leave out. */
  readonly without?: readonly string[];
  /** The property that holds this object: the values of a map go by its name. */
  readonly named?: string;
};

/** Schema of an object type's members; unknown keys are refused unless the type has an index signature. */
export function membersSchema(
  type: ts.Type,
  scope: SchemaScope,
  { without = [], named = "" }: MembersOptions = {},
): JsonSchema {
  const properties: JsonSchema = {};
  const required: string[] = [];
  for (const member of type.getProperties()) {
    if (without.includes(member.name)) continue;
    const memberType = scope.checker.getTypeOfSymbol(member);
    // `deleted?: void` tells a live object from its deleted form: the key must not be there at all.
    if (partsOf(memberType).every(isAbsent)) continue;
    properties[member.name] = typeSchema(memberType, member.name, scope);
    if ((member.flags & ts.SymbolFlags.Optional) === 0) required.push(member.name);
  }
  const index = scope.checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const additionalProperties = index === undefined ? false : typeSchema(index, named, scope);
  return { properties, required: required.toSorted(), additionalProperties };
}

function referTo(type: ts.Type, symbol: ts.Symbol, scope: SchemaScope): JsonSchema {
  const name = definitionName(symbol, scope.esmFolder);
  if (!(name in scope.defs)) {
    const definition: JsonSchema = {};
    // Registered before its members are walked, so that a type which contains itself ends here.
    scope.defs[name] = definition;
    Object.assign(definition, membersSchema(type, scope));
  }
  return { type: "object", $ref: `#/$defs/${name}` };
}

function isDecimal(type: ts.Type): boolean {
  return type.aliasSymbol?.name === "Decimal";
}

/** The SDK marks an enum that may grow with `string & Record<never, never>`. */
function isOpenEnumMarker(type: ts.Type): boolean {
  return (
    type.isIntersection() &&
    !isDecimal(type) &&
    type.types.some((part) => isFlag(part, ts.TypeFlags.String))
  );
}

function addObject(
  type: ts.Type,
  propertyName: string,
  parts: UnionParts,
  scope: SchemaScope,
): void {
  const symbol = type.getSymbol();
  const objectName = symbol === undefined ? undefined : scope.objectNames.get(symbol);
  if (objectName !== undefined) {
    parts.stripeObjects.add(objectName);
    return;
  }
  if (scope.checker.isArrayType(type)) {
    const [element] = scope.checker.getTypeArguments(type as ts.TypeReference);
    if (element === undefined) throw new Error(`Array without an element type at ${propertyName}.`);
    parts.shapes.push({ type: "array", items: typeSchema(element, propertyName, scope) });
    return;
  }
  const generic = (scope.checker.getTypeArguments(type as ts.TypeReference) ?? []).length > 0;
  const named = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Interface) !== 0;
  // A list of charges and a list of refunds share one symbol: only types without arguments may be shared by name.
  parts.shapes.push(
    named && !generic
      ? referTo(type, symbol, scope)
      : { type: "object", ...membersSchema(type, scope, { named: propertyName }) },
  );
}

function primitiveName(type: ts.Type, propertyName: string): string | undefined {
  if (isFlag(type, ts.TypeFlags.Null)) return "null";
  if (isFlag(type, ts.TypeFlags.String)) return "string";
  if (!isFlag(type, ts.TypeFlags.Number)) return undefined;
  return fractionalNumbers.has(propertyName) ? "number" : "integer";
}

function literalValue(type: ts.Type, scope: SchemaScope): string | number | boolean | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if (!isFlag(type, ts.TypeFlags.BooleanLiteral)) return undefined;
  return scope.checker.typeToString(type) === "true";
}

function addPart(type: ts.Type, propertyName: string, parts: UnionParts, scope: SchemaScope): void {
  if (isAbsent(type) || isOpenEnumMarker(type)) return;
  const primitive = primitiveName(type, propertyName);
  const literal = literalValue(type, scope);
  if (primitive !== undefined) parts.primitives.add(primitive);
  else if (literal !== undefined) parts.literals.add(literal);
  else if (isFlag(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) parts.anything = true;
  else if (isDecimal(type)) {
    parts.primitives.add("string");
    parts.pattern = decimalPattern;
  } else if (isFlag(type, ts.TypeFlags.Object)) addObject(type, propertyName, parts, scope);
  else {
    const text = scope.checker.typeToString(type);
    throw new Error(`No rule for the type ${text} at ${propertyName}.`);
  }
}

function literalSchema(parts: UnionParts): JsonSchema | undefined {
  if (parts.literals.has(true) && parts.literals.has(false)) {
    parts.primitives.add("boolean");
    parts.literals.delete(true);
    parts.literals.delete(false);
  }
  if (parts.literals.size === 0) return undefined;
  const values: JsonSchemaValue[] = [...parts.literals].toSorted((a, b) =>
    String(a) < String(b) ? -1 : 1,
  );
  if (parts.primitives.delete("null")) values.push(null);
  return { enum: values };
}

/**
 * Converts one type of the SDK into JSON Schema.
 * An enum that the SDK leaves open for the future is still held to the names the SDK knows: whoever simulates
 * Stripe must not invent new ones.
 */
export function typeSchema(type: ts.Type, propertyName: string, scope: SchemaScope): JsonSchema {
  const parts: UnionParts = {
    literals: new Set(),
    primitives: new Set(),
    stripeObjects: new Set(),
    shapes: [],
    pattern: undefined,
    anything: false,
  };
  const members = partsOf(type);
  for (const member of members) addPart(member, propertyName, parts, scope);
  if (parts.anything) return {};
  const literals = literalSchema(parts);
  const open = members.some(isOpenEnumMarker);
  if (open && literals !== undefined) literals["$comment"] = "open enum in the SDK";
  if (open && literals === undefined) parts.primitives.add("string");
  return combine(parts, literals, propertyName);
}

function combine(
  parts: UnionParts,
  literals: JsonSchema | undefined,
  propertyName: string,
): JsonSchema {
  const alternatives: JsonSchema[] = literals === undefined ? [] : [literals];
  if (parts.stripeObjects.size > 0)
    alternatives.push({ type: "object", stripeObject: [...parts.stripeObjects].toSorted() });
  alternatives.push(...parts.shapes);
  const primitives = [...parts.primitives].toSorted();
  if (primitives.length > 0) {
    const only = alternatives.length === 1 ? alternatives[0] : undefined;
    const shapeType = only?.["type"];
    // One schema with several types says "must be string,object" where `anyOf` would report every branch.
    if (only !== undefined && typeof shapeType === "string")
      return { ...only, type: [...primitives, shapeType].toSorted() };
    alternatives.push(primitiveSchema(primitives, parts.pattern, propertyName));
  }
  const [first] = alternatives;
  if (first === undefined) throw new Error(`The type at ${propertyName} allows no value.`);
  return alternatives.length === 1 ? first : { anyOf: alternatives };
}

function primitiveSchema(
  primitives: string[],
  pattern: string | undefined,
  propertyName: string,
): JsonSchema {
  const type = primitives.length === 1 && primitives[0] !== undefined ? primitives[0] : primitives;
  if (pattern !== undefined) return { type, pattern };
  // Stripe documents every `currency` as a lowercase ISO 4217 code; the SDK's type is a bare string.
  if (propertyName === "currency" && primitives.includes("string"))
    return { type, pattern: "^[a-z]{3}$" };
  if (propertyName === "id" && primitives.includes("string")) return { type, minLength: 1 };
  return { type };
}
