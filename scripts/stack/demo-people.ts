import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { cloneRoot } from "../process/clone-root.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import type { Login } from "./state-file.ts";

/** In: the environment of the command line program. Out: the demo's people with their passwords, made once. */
export async function seedDemoPeople(environment: Record<string, string>): Promise<Login[]> {
  const args = ["src/cli/main.ts", "people", "seed-demo", "--json"];
  const path = process.env["PATH"] ?? "";
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: cloneRoot,
      env: { NODE_ENV: "production", PATH: path, ...environment },
    });
    return (JSON.parse(stdout) as { people: Login[] }).people;
  } catch (error) {
    throw new PlainFailure(`The demo's people could not be made: ${tellingLine(error)}`);
  }
}

function tellingLine(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return said.trim().split("\n").at(-1) ?? String(error);
}
