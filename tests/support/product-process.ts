import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { cloneRoot } from "../../scripts/process/clone-root.ts";

/** A process of the product under a test's control. */
export interface ProductProcess {
  readonly child: ChildProcess;
  /** Everything it has said so far: its log, one line of JSON each. */
  readonly said: () => string;
  /** Ends it by a signal. Out: its exit code, null when the signal ended it. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
}

/** Starts `script` (a path from the clone's root) under this Node with exactly `environment`. */
export function startProductProcess(
  script: string,
  environment: Record<string, string>,
  args: string[] = [],
): ProductProcess {
  const child = spawn(process.execPath, [join(cloneRoot, script), ...args], {
    cwd: cloneRoot,
    env: { NODE_ENV: "test", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => resolve(code)),
  );
  return {
    child,
    said: () => said,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
