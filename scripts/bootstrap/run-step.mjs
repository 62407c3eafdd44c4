import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onStopRequest } from "./stop-request.mjs";

export const cloneRoot = join(import.meta.dirname, "..", "..");
export const workFolder = join(cloneRoot, ".countersign");
const binFolder = join(cloneRoot, "node_modules", ".bin");

/** The Node that the packages bring: every part of the product runs on it, whatever the system has. */
export const projectNode = join(binFolder, "node");

/** A failure that is told in one sentence, without a stack. */
export class StepFailure extends Error {}

/** When this command began, in milliseconds. */
export const startedAt = Date.now();

/** Prints one line of progress, with the seconds since the start. */
export function tell(line) {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(`[${String(seconds).padStart(4)} s] ${line}`);
}

/** The environment for the project's own programs: their Node first on the path. */
export function projectEnvironment(extra = {}) {
  const path = `${binFolder}${delimiter}${process.env.PATH ?? ""}`;
  return { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...extra, PATH: path };
}

/** The environment for npm, which replaces node_modules and so must not run on the Node inside. */
export function systemEnvironment(extra = {}) {
  const entries = (process.env.PATH ?? "").split(delimiter);
  const path = entries
    .filter((entry) => !entry.endsWith(join("node_modules", ".bin")))
    .join(delimiter);
  return { ...process.env, ...extra, PATH: path };
}

/**
 * Runs a program with its output in a log file. In: a name for the log, the command, its arguments and environment.
 * Throws StepFailure with one sentence (a missing tool, a full disk) or the end of the output.
 */
export async function runStep(name, command, args, env) {
  const logFolder = join(workFolder, "setup-logs");
  mkdirSync(logFolder, { recursive: true });
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, "w");
  const child = spawn(command, args, { cwd: cloneRoot, env, stdio: ["ignore", log, log] });
  closeSync(log);
  const stopListening = onStopRequest(() => child.kill("SIGTERM"));
  const code = await new Promise((resolve, reject) => {
    child.once("error", (error) => {
      const missing = error.code === "ENOENT";
      reject(
        missing
          ? new StepFailure(`The tool ${command} is missing: install it and start again.`)
          : error,
      );
    });
    child.once("exit", (exitCode, signal) => resolve(signal ?? exitCode));
  });
  stopListening();
  if (code !== 0) throw new StepFailure(explain(name, code, readFileSync(logFile, "utf8")));
}

function explain(name, code, output) {
  if (/ENOSPC|No space left on device/.test(output))
    return "The disk is full: free some space and start again.";
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED/.test(output) && name === "install") {
    return "The packages could not be fetched: npm does not reach its registry.";
  }
  const end = output.trim().split("\n").slice(-15).join("\n");
  return `The step "${name}" failed (${code}):\n${end}`;
}

/** Runs the given steps of a command, and tells a failure the way a newcomer can act on. */
export async function withPlainFailures(action) {
  try {
    await action();
  } catch (error) {
    const full = error?.code === "ENOSPC";
    if (full) console.error("The disk is full: free some space and start again.");
    else console.error(error instanceof StepFailure ? error.message : error);
    process.exitCode = 1;
  }
}
