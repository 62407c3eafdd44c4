import ts from "typescript";

/** A way of writing that the linter has no rule for. */
export type SyntaxRule =
  | "reads-the-clock"
  | "double-cast"
  | "named-zod"
  | "money-as-number"
  | "sleeps";

/** Whether `node` is written the way that a rule forbids. */
const RULES: Record<SyntaxRule, (node: ts.Node) => boolean> = {
  "reads-the-clock": (node) =>
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    isNamed(node.expression, "Date") &&
    (ts.isCallExpression(node) || (node.arguments ?? []).length === 0),
  "double-cast": (node) =>
    ts.isAsExpression(node) &&
    ts.isAsExpression(node.expression) &&
    node.expression.type.kind === ts.SyntaxKind.UnknownKeyword,
  "named-zod": (node) =>
    ts.isImportDeclaration(node) &&
    ts.isStringLiteral(node.moduleSpecifier) &&
    /^zod(\/|$)/.test(node.moduleSpecifier.text) &&
    !(node.importClause?.namedBindings && ts.isNamespaceImport(node.importClause.namedBindings)),
  "money-as-number": (node) =>
    (ts.isCallExpression(node) && ["parseFloat", "toFixed"].some((name) => calls(node, name))) ||
    ((ts.isPropertySignature(node) || ts.isParameter(node) || ts.isVariableDeclaration(node)) &&
      node.name.getText().endsWith("Minor") &&
      node.type?.kind === ts.SyntaxKind.NumberKeyword),
  sleeps: (node) =>
    (ts.isCallExpression(node) &&
      !limitsTheTest(node) &&
      ["setTimeout", "waitForTimeout"].some((name) => calls(node, name))) ||
    (ts.isImportDeclaration(node) &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      node.moduleSpecifier.text.endsWith("timers/promises")),
};

const isNamed = (node: ts.Node, name: string): boolean =>
  ts.isIdentifier(node) && node.text === name;

const calls = ({ expression }: ts.CallExpression, name: string): boolean =>
  isNamed(expression, name) ||
  (ts.isPropertyAccessExpression(expression) && expression.name.text === name);

/** Playwright's `test.setTimeout` says how long a test may take; it waits for nothing. */
const limitsTheTest = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) &&
  expression.name.text === "setTimeout" &&
  isNamed(expression.expression, "test");

/** A word without which no text breaks the rule: most files need not be parsed. */
const MENTIONS: Record<SyntaxRule, RegExp> = {
  "reads-the-clock": /\bDate\s*\(\s*\)|\bnew Date\b(?!\s*\()/,
  "double-cast": /\bas unknown\b/,
  "named-zod": /["']zod\b/,
  "money-as-number": /parseFloat|toFixed|Minor\??:\s*number/,
  sleeps: /setTimeout|waitForTimeout|timers\/promises/,
};

/** Where in `text` the rule is broken, as `path:line`. */
export function findings(rule: SyntaxRule, path: string, text: string): string[] {
  if (!MENTIONS[rule].test(text)) return [];
  const file = parsedOf(path, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (RULES[rule](node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${path}:${line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Every rule looks at the same trees: reading each file once for each rule takes longer than looking. */
const parsed = new Map<string, ts.SourceFile>();

function parsedOf(path: string, text: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  parsed.set(path, file);
  return file;
}
