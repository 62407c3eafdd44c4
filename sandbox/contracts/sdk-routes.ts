import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parameterNames } from "./parameter-names.ts";
import type { SdkProgram } from "./sdk-program.ts";

/** One V1 request that the SDK can make. `path` is a template such as `/v1/refunds/{id}`. */
export type SdkRoute = { readonly method: string; readonly path: string };

/** As written to `generated/routes.json`; `params` is an index into `parameterSets`. */
export type RouteBundle = {
  readonly routes: readonly (SdkRoute & { readonly params: number })[];
  /** Sorted parameter names in form notation: `amount`, `items[]`, `items[][price]`, `metadata[*]`. */
  readonly parameterSets: readonly (readonly string[])[];
};

type RequestCall = SdkRoute & { readonly className: string; readonly methodName: string };

function pathTemplate(node: ts.Expression | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  let path = node.head.text;
  for (const span of node.templateSpans) {
    const value = span.expression;
    const argument = ts.isCallExpression(value) ? value.arguments[0] : undefined;
    if (argument === undefined || !ts.isIdentifier(argument)) return undefined;
    path += `{${argument.text}}${span.literal.text}`;
  }
  return path;
}

function requestCalls(source: ts.SourceFile): RequestCall[] {
  const calls: RequestCall[] = [];
  const visit = (node: ts.Node, className: string, methodName: string): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "_makeRequest"
    ) {
      const [method, target] = node.arguments;
      const path = pathTemplate(target);
      if (method !== undefined && ts.isStringLiteral(method) && path?.startsWith("/v1/") === true) {
        calls.push({ method: method.text, path, className, methodName });
      }
    }
    node.forEachChild((child) => visit(child, className, methodName));
  };
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (ts.isMethodDeclaration(member))
        visit(member, statement.name?.text ?? "", member.name.getText(source));
    }
  }
  return calls;
}

function methodParameters(
  declaration: ts.SourceFile,
  call: RequestCall,
  sdk: SdkProgram,
): Set<string> {
  const declared = declaration.statements
    .filter(ts.isClassDeclaration)
    .filter(({ name }) => name?.text === call.className)
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
    .filter(({ name }) => name.getText(declaration) === call.methodName);
  // Stripe accepts `expand` on every request, also where the SDK's type does not spell it out.
  const names = new Set<string>(["expand", "expand[]"]);
  for (const { parameters } of declared) {
    const params = parameters.find(({ name }) => name.getText(declaration) === "params");
    if (params === undefined) continue;
    for (const name of parameterNames(sdk.checker.getTypeAtLocation(params), sdk)) names.add(name);
  }
  return names;
}

/** Reads every V1 route out of the SDK's JavaScript and its parameters out of the matching declarations. */
export function buildRouteBundle(sdk: SdkProgram): RouteBundle {
  const namesByRoute = new Map<string, Set<string>>();
  for (const [path, declaration] of sdk.declarations) {
    const scriptPath = join(sdk.esmFolder, path.replace(/\.d\.ts$/, ".js"));
    const script = ts.createSourceFile(
      scriptPath,
      readFileSync(scriptPath, "utf8"),
      ts.ScriptTarget.ES2024,
      true,
    );
    for (const call of requestCalls(script)) {
      const route = `${call.method} ${call.path}`;
      const known = namesByRoute.get(route) ?? new Set<string>();
      for (const name of methodParameters(declaration, call, sdk)) known.add(name);
      namesByRoute.set(route, known);
    }
  }
  return shareParameterSets(namesByRoute);
}

/** Many routes take nothing but `expand`: equal sets are stored once. */
function shareParameterSets(namesByRoute: ReadonlyMap<string, ReadonlySet<string>>): RouteBundle {
  const parameterSets: string[][] = [];
  const indexByText = new Map<string, number>();
  const routes = [...namesByRoute]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([route, names]) => {
      const sorted = [...names].toSorted();
      const text = sorted.join("\n");
      const params = indexByText.get(text) ?? parameterSets.push(sorted) - 1;
      indexByText.set(text, params);
      const space = route.indexOf(" ");
      return { method: route.slice(0, space), path: route.slice(space + 1), params };
    });
  return { routes, parameterSets };
}
