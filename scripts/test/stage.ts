import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cloneRoot, workFolder } from "../process/clone-root.ts";

/** What is no longer than a third of this on a quiet machine may still end on a busy one. */
const STAGE_LIMIT_MS = 20 * 60_000;
const SHOWN_LINES = 60;

/** What a stage counted. A stage that ran no test has failed, whatever its program says. */
export type Count = { passed: number; failed: number };

/** One stage of `npm test`. `count` reads the program's own report; without one the stage is a single check. */
export type Stage = {
  name: string;
  command: string;
  args: string[];
  environment?: Record<string, string>;
  needs?: string;
  count?: () => Count;
};

export type StageResult = Count & { name: string; seconds: number; remark: string };

const reportFolder = join(workFolder, "test-reports");

/** In: a stage's name. Out: where its program writes the report that is counted. */
export const reportFile = (name: string): string => join(reportFolder, `${name}.json`);

/** In: a stage's name. Out: the file that its program's output goes to. */
export const logFile = (name: string): string => join(reportFolder, `${name}.log`);

/** Runs one stage with its output in a log file, of which the end is printed when it fails. */
export async function runStage(stage: Stage): Promise<StageResult> {
  const startedAt = Date.now();
  mkdirSync(reportFolder, { recursive: true });
  const log = logFile(stage.name);
  const code = await runProgram(stage, log);
  const { passed, failed } = judge(stage, code);
  const seconds = (Date.now() - startedAt) / 1000;
  if (failed > 0) {
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    console.log(`\n--- ${stage.name} failed; the end of ${log}:`);
    console.log(lines.slice(-SHOWN_LINES).join("\n"));
  }
  return {
    name: stage.name,
    passed,
    failed,
    seconds,
    remark: code === 0 ? "" : `ended with ${code}`,
  };
}

function judge({ count }: Stage, code: number | string): Count {
  const ok = code === 0;
  if (count === undefined) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const { passed, failed } = readCount(count);
  const ranNothing = passed + failed === 0;
  const failedOutside = !ok && failed === 0;
  return { passed, failed: ranNothing || failedOutside ? failed + 1 : failed };
}

/** A program that died before it wrote its report ran nothing. */
function readCount(count: () => Count): Count {
  try {
    return count();
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function runProgram(stage: Stage, file: string): Promise<number | string> {
  const log = openSync(file, "w");
  const child = spawn(stage.command, stage.args, {
    cwd: cloneRoot,
    env: { ...process.env, NO_COLOR: "1", ...stage.environment },
    stdio: ["ignore", log, log],
    timeout: STAGE_LIMIT_MS,
  });
  closeSync(log);
  const stop = (): boolean => child.kill("SIGTERM");
  process.once("SIGTERM", stop);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.removeListener("SIGTERM", stop);
      resolve(code ?? signal ?? "no exit code");
    });
  });
}
