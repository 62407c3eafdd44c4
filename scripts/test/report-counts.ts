import { readFileSync } from "node:fs";
import { type Count, logFile, reportFile } from "./stage.ts";

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
};

/** Out: tests that passed and failed; a file that could not be loaded counts as one failure. */
export function countVitest(name: string): Count {
  const report = JSON.parse(readFileSync(reportFile(name), "utf8")) as VitestReport;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Out: journeys that passed and failed; one that passed only on a second try, or an error outside them, is a failure. */
export function countPlaywright(name: string): Count {
  const { stats, errors } = JSON.parse(readFileSync(reportFile(name), "utf8")) as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** Out: runs of the fault campaign in which all held, and the others, by the line that it ends with. */
export function countCampaign(name: string): Count {
  const last = readFileSync(logFile(name), "utf8").trimEnd().split("\n").at(-1) ?? "";
  const { runs, failed } = JSON.parse(last) as { runs: number; failed: number };
  return { passed: runs - failed, failed };
}
