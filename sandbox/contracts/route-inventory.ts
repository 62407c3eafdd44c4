import { routeBundle } from "./load-bundle.ts";
import type { RouteAnswer } from "./route-answers.ts";
import type { SdkRoute, StoredRoute } from "./sdk-routes.ts";

const isPlaceholder = (segment: string): boolean => segment.startsWith("{");

function fits(template: string, path: string): boolean {
  const expected = template.split("/");
  const actual = path.split("/");
  return (
    expected.length === actual.length &&
    expected.every((segment, index) =>
      isPlaceholder(segment) ? actual[index] !== "" : segment === actual[index],
    )
  );
}

function findRoute(method: string, path: string): StoredRoute | undefined {
  const [pathname = ""] = path.split("?");
  const candidates = routeBundle().routes.filter(
    (route) => route.method === method && fits(route.path, pathname),
  );
  // `/v1/customers/search` is also a `/v1/customers/{id}`: the route with the fewest placeholders is meant.
  const placeholders = (route: SdkRoute): number =>
    route.path.split("/").filter(isPlaceholder).length;
  return candidates.toSorted((a, b) => placeholders(a) - placeholders(b))[0];
}

/** Every request the installed SDK can make; paths are templates such as `/v1/refunds/{id}`. */
export function sdkRoutes(): SdkRoute[] {
  return routeBundle().routes.map(({ method, path }) => ({ method, path }));
}

/** The SDK's template for a concrete path (or for a template itself), or undefined when the SDK has no such route. */
export function sdkRouteOf(method: string, path: string): SdkRoute | undefined {
  const route = findRoute(method, path);
  return route === undefined ? undefined : { method: route.method, path: route.path };
}

/** Whether the SDK can make this request. Takes a concrete path or a template. */
export function isSdkRoute(method: string, path: string): boolean {
  return findRoute(method, path) !== undefined;
}

/**
 * What the SDK promises as the successful answer of a route. Undefined when the SDK has no such route, or when the
 * answer is no API object (a file's bytes, say).
 */
export function answerOf(method: string, path: string): RouteAnswer | undefined {
  return findRoute(method, path)?.answer ?? undefined;
}

/**
 * The parameters that the SDK's types know for a route, in form notation: `amount`, `items[]`, `items[][price]`,
 * `metadata[*]` where any key is allowed. Undefined when the SDK has no such route.
 */
export function knownParameters(method: string, path: string): Set<string> | undefined {
  const route = findRoute(method, path);
  return route === undefined ? undefined : new Set(routeBundle().parameterSets[route.params]);
}

/** `items[0][price]` becomes `items[][price]`, the way parameters are listed. */
function withoutIndexes(name: string): string {
  return name.replace(/\[[0-9]*\]/g, "[]");
}

/** The listed names a sent name may stand for: itself, and with `[*]` for its last key. */
function isKnown(name: string, known: ReadonlySet<string>): boolean {
  if (known.has(withoutIndexes(name)) || known.has(name)) return true;
  const steps = [...name.matchAll(/\[[^\]]*\]/g)];
  return steps.some(({ 0: step, index }) => {
    const wild = `${name.slice(0, index)}[*]${name.slice(index + step.length)}`;
    return known.has(withoutIndexes(wild));
  });
}

/**
 * Which of the sent form keys (`amount`, `metadata[order]`, `expand[0]`) the SDK's types do not know for this route.
 * Throws when the SDK has no such route.
 */
export function unknownParameters(method: string, path: string, names: Iterable<string>): string[] {
  const known = knownParameters(method, path);
  if (known === undefined) throw new Error(`The SDK has no route ${method} ${path}.`);
  return [...names].filter((name) => !isKnown(name, known));
}
