import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pollUntil } from "./poll-until.ts";

/** A process as it can be recognised later: a pid alone may have been given to somebody else. */
export type ProcessIdentity = { pid: number; startedAt: string };

type ProcessFacts = { startedAt: string; command: string };

/** In: a pid. Out: when it started and its command line, or undefined when no such process lives. */
export function inspectProcess(pid: number): ProcessFacts | undefined {
  return process.platform === "linux" ? inspectThroughProc(pid) : inspectThroughPs(pid);
}

function inspectThroughProc(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { startedAt: fields[19] ?? "", command };
  } catch {
    return undefined;
  }
}

function inspectThroughPs(pid: number): ProcessFacts | undefined {
  try {
    const line = execFileSync("ps", ["-o", "lstart=,command=", "-p", String(pid)], {
      encoding: "utf8",
    }).trim();
    const lengthOfDate = "Fri Nov 20 16:00:00 2026".length;
    return line === ""
      ? undefined
      : { startedAt: line.slice(0, lengthOfDate), command: line.slice(lengthOfDate).trim() };
  } catch {
    return undefined;
  }
}

/** In: a pid of a living process (our own by default). Out: what recognises it later, or undefined. */
export function identify(pid: number = process.pid): ProcessIdentity | undefined {
  const facts = inspectProcess(pid);
  return facts === undefined ? undefined : { pid, startedAt: facts.startedAt };
}

/** True while exactly this process lives (same pid and same start, so not a later process with its number). */
export function isAlive(identity: ProcessIdentity): boolean {
  return inspectProcess(identity.pid)?.startedAt === identity.startedAt;
}

function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  try {
    if (isAlive(identity)) process.kill(identity.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

/**
 * Ends a process: each signal in turn, with a wait after each.
 * In: the process, the signals, the wait in milliseconds. Out: true when it is gone.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signals: NodeJS.Signals[] = ["SIGTERM", "SIGKILL"],
  waitMs = 8000,
): Promise<boolean> {
  for (const name of signals) {
    signal(identity, name);
    const gone = await pollUntil(() => !isAlive(identity), waitMs);
    if (gone === true) return true;
  }
  return false;
}
