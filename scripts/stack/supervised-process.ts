import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cloneRoot } from "../process/clone-root.ts";
import { endProcess, identify, type ProcessIdentity } from "../process/identity.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import { pollUntil } from "../process/poll-until.ts";

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
/** A process that lived this long has recovered: its next death starts the back-off anew. */
const STEADY_MS = 60_000;

/**
 * One process of the stack. `isReady` is asked until it agrees, at most `readyWithinMs`; `environment` is all that the
 * process gets to see beside its path and home. Without a log file it writes to the terminal.
 */
export type ProcessPlan = {
  name: string;
  command: string;
  args: string[];
  environment: Record<string, string>;
  logFile?: string;
  isReady: () => Promise<boolean>;
  readyWithinMs: number;
};

/** A process that is started again whenever it ends. `ready` rejects when it never became ready. */
export type SupervisedProcess = { name: string; ready: Promise<void>; stop: () => Promise<void> };

/** `log`: a line for the person who watches. `onStart`: a new incarnation of the process, to be remembered. */
export type SupervisorHooks = {
  log: (line: string) => void;
  onStart: (name: string, identity: ProcessIdentity) => void;
};

type Incarnation = { child: ChildProcess; identity: ProcessIdentity | undefined };

/**
 * Starts a process and keeps it running until `stop`.
 * `ready` rejects with PlainFailure, telling the last line of its log, when it ends or is late before it was ever ready.
 */
export function superviseProcess(plan: ProcessPlan, hooks: SupervisorHooks): SupervisedProcess {
  let stopping = false;
  const begin = (): Incarnation => {
    const child = launch(plan);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity !== undefined) hooks.onStart(plan.name, identity);
    return { child, identity };
  };
  let current = begin();
  const becomeReady = async (): Promise<void> => {
    const answer = await pollUntil(async () => {
      if (hasEnded(current.child)) return "ended";
      return (await plan.isReady()) ? "ready" : undefined;
    }, plan.readyWithinMs);
    if (answer !== "ready") throw new PlainFailure(explainFailure(plan));
  };
  const keepRunning = async (): Promise<void> => {
    let backoff = FIRST_BACKOFF_MS;
    for (;;) {
      const startedAt = Date.now();
      const reason = await ending(current.child);
      if (stopping) return;
      if (Date.now() - startedAt > STEADY_MS) backoff = FIRST_BACKOFF_MS;
      hooks.log(`${plan.name} ended (${reason}): starting it again in ${backoff / 1000} s`);
      await delay(backoff);
      if (stopping) return;
      backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      current = begin();
    }
  };
  const ready = becomeReady();
  void ready.then(keepRunning, () => undefined);
  const stop = async (): Promise<void> => {
    stopping = true;
    if (current.identity !== undefined) await endGroup(current.identity);
  };
  return { name: plan.name, ready, stop };
}

function explainFailure({ name, logFile }: ProcessPlan): string {
  const start = `The ${name} process did not start`;
  return logFile === undefined ? `${start}.` : `${start}: ${lastLine(logFile)} (see ${logFile})`;
}

function launch({ command, args, environment, logFile }: ProcessPlan): ChildProcess {
  const log = logFile === undefined ? "inherit" : openLog(logFile);
  // A group of its own: the terminal's Ctrl-C must reach the supervisor alone, which then ends all in order.
  const child = spawn(command, args, {
    cwd: cloneRoot,
    detached: true,
    env: { NODE_ENV: "production", ...inherited(), ...environment },
    stdio: ["ignore", log, log],
  });
  child.on("error", () => undefined);
  if (typeof log === "number") closeSync(log);
  return child;
}

function openLog(logFile: string): number {
  mkdirSync(dirname(logFile), { recursive: true });
  return openSync(logFile, "a", 0o600);
}

/** The few variables that a program needs to run at all; no secret of the person who started it is passed on. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NODE_EXTRA_CA_CERTS"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const describeEnd = (child: ChildProcess): string =>
  child.signalCode ?? `exit code ${child.exitCode ?? "unknown"}`;

function ending(child: ChildProcess): Promise<string> {
  if (hasEnded(child)) return Promise.resolve(describeEnd(child));
  return new Promise((resolve) => {
    child.once("exit", () => resolve(describeEnd(child)));
  });
}

async function endGroup(identity: ProcessIdentity): Promise<void> {
  await endProcess(identity);
  try {
    process.kill(-identity.pid, "SIGKILL");
  } catch {
    // Nobody of its group is left, which is what is wanted.
  }
}

function lastLine(file: string): string {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const telling = lines.findLast((line) => /error|cannot|EADDRINUSE|ENOSPC/i.test(line));
  return (telling ?? lines.at(-1) ?? "it said nothing").slice(0, 300);
}
