import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { countCampaign, countPlaywright, countVitest } from "./report-counts.ts";
import { reportFile, runStage, type Stage, type StageResult } from "./stage.ts";

/** A check that is a script of package.json; it passes or fails as one. */
const script = (name: string, scriptName = name): Stage => ({
  name,
  command: "npm",
  args: ["run", "--silent", scriptName],
});

const vitest = (name: string): Stage => ({
  name,
  command: "vitest",
  args: [
    "run",
    "--project",
    name,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile(name)}`,
  ],
  count: () => countVitest(name),
});

/** In the order of their cost, so that what is cheap to find is found first. */
const STAGES: Stage[] = [
  script("format"),
  script("lint"),
  script("types"),
  script("boundaries"),
  script("dead exports", "dead"),
  vitest("unit"),
  vitest("integration"),
  {
    name: "faults",
    command: "npm",
    args: ["run", "--silent", "faults"],
    count: () => countCampaign("faults"),
  },
  { name: "schema diff", command: "node", args: ["scripts/schema-diff.ts"] },
  { name: "build", command: "node", args: ["scripts/build.mjs"] },
  { ...script("bundle"), needs: "build" },
  {
    name: "e2e",
    command: "playwright",
    args: ["test", "--reporter=list,json"],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile("e2e") },
    needs: "build",
    count: () => countPlaywright("e2e"),
  },
];

function printResult({ name, passed, failed, seconds, remark }: StageResult): void {
  const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
  console.log(`${name.padEnd(14)}${counts} ${seconds.toFixed(1).padStart(8)} s  ${remark}`);
}

const notRun = (stage: Stage): StageResult => ({
  name: stage.name,
  passed: 0,
  failed: 1,
  seconds: 0,
  remark: `not run: ${stage.needs} failed`,
});

const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only?.split(",");
const unknown = only?.filter((name) => STAGES.every((stage) => stage.name !== name)) ?? [];
if (unknown.length > 0) {
  const names = STAGES.map((stage) => stage.name).join(", ");
  console.error(`There is no stage ${unknown.join(", ")}: choose from ${names}.`);
  process.exit(1);
}
const chosen = STAGES.filter((stage) => only === undefined || only.includes(stage.name));
const results: StageResult[] = [];
for (const stage of chosen) {
  rmSync(reportFile(stage.name), { force: true });
  const blocked = results.some((result) => result.name === stage.needs && result.failed > 0);
  const result = blocked ? notRun(stage) : await runStage(stage);
  results.push(result);
  printResult(result);
}
const sum = (pick: (result: StageResult) => number): number =>
  results.reduce((total, result) => total + pick(result), 0);
const failed = sum((result) => result.failed);
console.log(`\nstage            result                       time`);
for (const result of results) printResult(result);
console.log(`in all ${sum((result) => result.seconds).toFixed(0)} s\n`);
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
process.disconnect?.();
