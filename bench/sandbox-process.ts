import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cloneRoot } from "../scripts/process/clone-root.ts";

/** The key that a bench's sandbox accepts. */
export const BENCH_KEY = "sk_test_bench";

/** Where a bench's sandbox answers. */
export interface BenchSandbox {
  readonly url: string;
  readonly accountId: string;
}

/** A sandbox with so many days of history, in a process of its own as Stripe would be. */
export async function withSandbox<T>(
  days: number,
  use: (sandbox: BenchSandbox) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bench-sandbox-"));
  const args = ["--data", folder, "--days", String(days), "--key", BENCH_KEY];
  const child = spawn(process.execPath, ["sandbox/main.ts", ...args], {
    cwd: cloneRoot,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    return await use(JSON.parse(line) as BenchSandbox);
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
}
