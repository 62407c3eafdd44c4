import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parameterNames } from "./parameter-names.ts";
import { answerReader, type RouteAnswer } from "./route-answers.ts";
import type { SdkProgram } from "./sdk-program.ts";

/** One request that the SDK can make. `path` is a template such as `/v1/refunds/{id}`. */
export type SdkRoute = { readonly method: string; readonly path: string };

/** A route as stored: `params` is an index into `parameterSets`. */
export type StoredRoute = SdkRoute & {
  readonly params: number;
  readonly answer: RouteAnswer | null;
};

/** As written to `generated/routes.json`. */
export type RouteBundle = {
  readonly routes: readonly StoredRoute[];
  /** Sorted parameter names in form notation: `amount`, `items[]`, `items[][price]`, `metadata[*]`. */
  readonly parameterSets: readonly (readonly string[])[];
};

type RequestCall = SdkRoute & { readonly className: string; readonly methodName: string };
type RouteFacts = SdkRoute & { readonly names: Set<string>; answer: RouteAnswer | undefined };

function pathTemplate(node: ts.Expression | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  let path = node.head.text;
  for (const span of node.templateSpans) {
    const value = span.expression;
    const argument = ts.isCallExpression(value) ? value.arguments[0] : undefined;
    if (argument === undefined || !ts.isIdentifier(argument)) {
      throw new Error(`A path of the SDK is built in an unknown way: ${node.getText()}`);
    }
    path += `{${argument.text}}${span.literal.text}`;
  }
  return path;
}

function isRequestCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "_makeRequest"
  );
}

function requestCalls(source: ts.SourceFile): RequestCall[] {
  const calls: RequestCall[] = [];
  const visit = (node: ts.Node, className: string, methodName: string): void => {
    if (isRequestCall(node)) {
      const [method, target] = node.arguments;
      const path = pathTemplate(target);
      const isApi = path?.startsWith("/v1/") === true || path?.startsWith("/v2/") === true;
      if (method !== undefined && ts.isStringLiteral(method) && path !== undefined && isApi) {
        calls.push({ method: method.text, path, className, methodName });
      }
    }
    node.forEachChild((child) => visit(child, className, methodName));
  };
  for (const { name, members } of source.statements.filter(ts.isClassDeclaration)) {
    for (const member of members.filter(ts.isMethodDeclaration)) {
      visit(member, name?.text ?? "", member.name.getText(source));
    }
  }
  return calls;
}

/** The typed declarations (overloads included) of the method that makes the call. */
function declarationsOf(call: RequestCall, declaration: ts.SourceFile): ts.MethodDeclaration[] {
  return declaration.statements
    .filter(ts.isClassDeclaration)
    .filter(({ name }) => name?.text === call.className)
    .flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
    .filter(({ name }) => name.getText(declaration) === call.methodName);
}

function addParameters(facts: RouteFacts, method: ts.MethodDeclaration, sdk: SdkProgram): void {
  const params = method.parameters.find(({ name }) => name.getText() === "params");
  if (params === undefined) return;
  const type = sdk.checker.getTypeAtLocation(params);
  for (const name of parameterNames(type, sdk)) facts.names.add(name);
}

/** Reads every route out of the SDK's JavaScript, its parameters and answer out of the matching declarations. */
export function buildRouteBundle(sdk: SdkProgram): RouteBundle {
  const routes = new Map<string, RouteFacts>();
  const readAnswer = answerReader(sdk);
  for (const [path, declaration] of sdk.declarations) {
    const scriptPath = join(sdk.esmFolder, path.replace(/\.d\.ts$/, ".js"));
    const text = readFileSync(scriptPath, "utf8");
    const script = ts.createSourceFile(scriptPath, text, ts.ScriptTarget.ES2024, true);
    for (const call of requestCalls(script)) {
      const route = `${call.method} ${call.path}`;
      const { method, path: template } = call;
      // Stripe accepts `expand` on every request, also where the SDK's type does not spell it out.
      const names = new Set(["expand", "expand[]"]);
      const facts = routes.get(route) ?? { method, path: template, names, answer: undefined };
      routes.set(route, facts);
      for (const declared of declarationsOf(call, declaration)) {
        addParameters(facts, declared, sdk);
        facts.answer ??= readAnswer(declared);
      }
    }
  }
  return shareParameterSets(routes);
}

/** Many routes take nothing but `expand`: equal sets are stored once. */
function shareParameterSets(facts: ReadonlyMap<string, RouteFacts>): RouteBundle {
  const parameterSets: string[][] = [];
  const indexByText = new Map<string, number>();
  const routes = [...facts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { method, path, names, answer }]) => {
      const sorted = [...names].toSorted();
      const text = sorted.join("\n");
      const params = indexByText.get(text) ?? parameterSets.push(sorted) - 1;
      indexByText.set(text, params);
      return { method, path, params, answer: answer ?? null };
    });
  return { routes, parameterSets };
}
