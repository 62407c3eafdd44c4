import { spawn } from "node:child_process";
import { cloneRoot, projectEnvironment, projectNode } from "./run-step.mjs";
import { onStopRequest } from "./stop-request.mjs";

/**
 * Runs a TypeScript program of this project under its own Node until it ends, and ends with its exit code.
 * A wish to stop is passed on as SIGTERM; the program also sees, by its closed channel, when this process is killed.
 */
export async function handOver(script, args) {
  const child = spawn(projectNode, ["--disable-warning=ExperimentalWarning", script, ...args], {
    cwd: cloneRoot,
    env: projectEnvironment(),
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  onStopRequest(() => child.kill("SIGTERM"));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (...ending) => resolve(ending));
  });
  if (signal !== null)
    console.error(`Ended by ${signal}: the next start clears away what is left.`);
  process.exitCode = code ?? 1;
  process.exit();
}
