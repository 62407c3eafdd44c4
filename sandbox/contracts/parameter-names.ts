import ts from "typescript";
import type { SdkProgram } from "./sdk-program.ts";

/** The SDK's request types nest about ten deep; a deeper one would be a type that contains itself. */
const maximumDepth = 20;

type Collector = { readonly sdk: SdkProgram; readonly names: Set<string> };
type Place = { readonly prefix: string; readonly depth: number };

function declaredInSdk(type: ts.Type, sdk: SdkProgram): boolean {
  const file = type.getSymbol()?.declarations?.[0]?.getSourceFile().fileName;
  return file?.startsWith(sdk.esmFolder) === true;
}

function collect(type: ts.Type, { prefix, depth }: Place, collector: Collector): void {
  const { sdk, names } = collector;
  if (depth > maximumDepth) throw new Error(`The request type at ${prefix} contains itself.`);
  for (const part of type.isUnion() ? type.types : [type]) {
    if ((part.flags & ts.TypeFlags.Object) === 0) continue;
    if (sdk.checker.isArrayType(part)) {
      const [element] = sdk.checker.getTypeArguments(part as ts.TypeReference);
      names.add(`${prefix}[]`);
      if (element !== undefined)
        collect(element, { prefix: `${prefix}[]`, depth: depth + 1 }, collector);
    } else if (declaredInSdk(part, sdk)) {
      collectMembers(part, { prefix, depth }, collector);
    }
  }
}

function collectMembers(type: ts.Type, { prefix, depth }: Place, collector: Collector): void {
  const { sdk, names } = collector;
  for (const member of type.getProperties()) {
    const name = prefix === "" ? member.name : `${prefix}[${member.name}]`;
    names.add(name);
    collect(sdk.checker.getTypeOfSymbol(member), { prefix: name, depth: depth + 1 }, collector);
  }
  const index = sdk.checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (index === undefined) return;
  names.add(`${prefix}[*]`);
  collect(index, { prefix: `${prefix}[*]`, depth: depth + 1 }, collector);
}

/**
 * The form names that a request type allows: `amount`, `items[]`, `items[][price]`, and `metadata[*]` where any key
 * is allowed. Decimals are an intersection type, so they end the walk like any scalar.
 */
export function parameterNames(type: ts.Type, sdk: SdkProgram): Set<string> {
  const names = new Set<string>();
  collect(type, { prefix: "", depth: 0 }, { sdk, names });
  return names;
}
