// Shows the linter what it must refuse (part of `npm run lint`). One override with too wide a pattern, or a missing
// type-aware engine, silences rules without a word: then this fails.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lintSamples } from "./lint-samples.ts";

const ROOT = join(import.meta.dirname, "../..");

interface Finding {
  readonly file: string;
  readonly rule: string;
}

function writeSamples(root: string): void {
  for (const name of [".oxlintrc.json", "tsconfig.json", "package.json"]) {
    copyFileSync(join(ROOT, name), join(root, name));
  }
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"), "dir");
  for (const { file, lines } of lintSamples) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${lines.join("\n")}\n`);
  }
}

const textField = (value: unknown, name: string): string => {
  const found: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, name) : "";
  return typeof found === "string" ? found : "";
};

function lint(root: string): Finding[] {
  const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint");
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, "-f", "json"], {
    cwd: root,
    encoding: "utf8",
  });
  const answer: unknown = JSON.parse(stdout);
  const list: unknown =
    typeof answer === "object" && answer !== null && "diagnostics" in answer
      ? answer.diagnostics
      : null;
  if (!Array.isArray(list)) throw new TypeError(`oxlint gave no list of findings: ${stderr}`);
  return list.map((entry: unknown) => ({
    file: textField(entry, "filename"),
    rule: textField(entry, "code"),
  }));
}

function differences(findings: Finding[]): string[] {
  return lintSamples.flatMap(({ file, rules }) => {
    const seen = findings.filter((finding) => finding.file === file).map(({ rule }) => rule);
    const [said, owed] = [seen, [...rules]].map((list) => list.toSorted().join(", "));
    return said === owed
      ? []
      : [`${file}: expected ${owed || "nothing"}; oxlint said ${said || "nothing"}`];
  });
}

function main(): number {
  const root = mkdtempSync(join(tmpdir(), "lint-sight-"));
  try {
    writeSamples(root);
    const wrong = differences(lint(root));
    if (wrong.length > 0)
      console.error(`The linter does not see what it must:\n  ${wrong.join("\n  ")}`);
    console.log(`lint: ${lintSamples.length} samples, ${wrong.length} judged wrongly`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

process.exitCode = main();
