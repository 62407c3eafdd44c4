import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneId, cloneRoot } from "../../../scripts/process/clone-root.ts";
import type { Order, Word } from "./host-protocol.ts";

type Said<S extends Word["say"]> = Extract<Word, { say: S }>;

/** A host's process, from outside. */
export interface HostProcess {
  readonly pid: number;
  readonly tell: (order: Order) => void;
  /** The next word of that kind; null when the process is gone or `signal` aborts first. */
  readonly next: <S extends Word["say"]>(say: S, signal?: AbortSignal) => Promise<Said<S> | null>;
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
  readonly kill: () => Promise<void>;
  readonly isGone: () => boolean;
  /** What it wrote to its log, which is warnings and errors. */
  readonly log: () => string;
}

/** Starts a host; it is ready for an order at once, and follows it when its modules are loaded. */
export function startHost(): HostProcess {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "host.ts")],
    {
      cwd: cloneRoot,
      env: {
        NODE_ENV: "test",
        // What was compiled once is not compiled for each of the thousands of processes.
        NODE_COMPILE_CACHE: join(tmpdir(), `countersign-faults-${cloneId}`),
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, "exit");
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid ?? 0,
    tell: (order) => {
      if (child.connected) child.send(order, () => undefined);
    },
    next: (say, signal) => (isGone() ? Promise.resolve(null) : nextWord(child, say, signal)),
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      if (!isGone()) child.kill("SIGKILL");
      await exited;
    },
    isGone,
    log: () => log,
  };
}

function nextWord<S extends Word["say"]>(
  child: ChildProcess,
  say: S,
  signal: AbortSignal | undefined,
): Promise<Said<S> | null> {
  return new Promise((resolve) => {
    const finish = (word: Said<S> | null): void => {
      child.off("message", hear);
      child.off("exit", silent);
      signal?.removeEventListener("abort", silent);
      resolve(word);
    };
    const hear = (word: Word): void => {
      if (word.say === say) finish(word as Said<S>);
    };
    const silent = (): void => finish(null);
    child.on("message", hear);
    child.on("exit", silent);
    signal?.addEventListener("abort", silent);
  });
}
