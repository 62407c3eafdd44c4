import ts from "typescript";
import { listSdkObjects, literalOfProperty, type SdkProgram } from "./sdk-program.ts";

/** What a successful response of a route holds: one of the objects, or a page of them. */
export type RouteAnswer = {
  readonly page: "list" | "search_result" | "v2_list" | null;
  /** Names of the schemas that the body, or each item of the page, may have. */
  readonly objects: readonly string[];
};

const pageOfPromise: Readonly<Record<string, RouteAnswer["page"]>> = {
  ApiListPromise: "list",
  ApiSearchResultPromise: "search_result",
  V2ListPromise: "v2_list",
  Response: null,
};

function argumentOf(node: ts.TypeReferenceNode): ts.TypeNode | undefined {
  return node.typeArguments?.[0];
}

/** `Promise<Response<Refund>>` names one object, `ApiListPromise<Refund>` a page of them. */
function unwrap(node: ts.TypeNode | undefined): ts.TypeReferenceNode | undefined {
  if (node === undefined || !ts.isTypeReferenceNode(node)) return undefined;
  if (node.typeName.getText() !== "Promise") return node;
  return unwrap(argumentOf(node));
}

/** A reader of method declarations; its answer is undefined where the SDK promises no API object (a PDF, say). */
export function answerReader(
  sdk: SdkProgram,
): (method: ts.MethodDeclaration) => RouteAnswer | undefined {
  const sdkObjects = listSdkObjects(sdk);
  const bySymbol = new Map(sdkObjects.map(({ symbol, name }) => [symbol, name]));
  const live = sdkObjects.filter(({ deleted }) => !deleted);
  const byObject = new Map(live.map(({ object, name }) => [object, name]));
  const nameOf = (type: ts.Type): string | undefined => {
    const symbol = type.getSymbol();
    const own = symbol === undefined ? undefined : bySymbol.get(symbol);
    // Each event type is an interface of its own that inherits `object: 'event'`.
    return own ?? byObject.get(literalOfProperty(sdk.checker, type, "object") ?? "");
  };
  return (method) => {
    const promise = unwrap(method.type);
    const page = promise === undefined ? undefined : pageOfPromise[promise.typeName.getText()];
    const content = promise === undefined ? undefined : argumentOf(promise);
    if (page === undefined || content === undefined) return undefined;
    const type = sdk.checker.getTypeFromTypeNode(content);
    const names = (type.isUnion() ? type.types : [type]).map(nameOf);
    const known = names.filter((name) => name !== undefined);
    if (known.length < names.length) return undefined;
    return { page, objects: [...new Set(known)].toSorted() };
  };
}
