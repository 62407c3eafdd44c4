import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endProcess, identify, inspectProcess } from "../process/identity.ts";
import { PlainFailure } from "../process/plain-failure.ts";

/**
 * Makes a data folder free for a new server after its last one was abandoned or killed.
 * In: PostgreSQL's data folder. A server that still runs on it is stopped (its launcher is known to be gone); a lock file
 * that points to nobody, or to a stranger with a recycled pid, is removed. Throws PlainFailure when a server will not end.
 */
export async function endLeftOverServer(pgdata: string): Promise<void> {
  const lock = join(pgdata, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const server = Number.isInteger(pid) ? identify(pid) : undefined;
  if (server !== undefined && isServerOf(pid, pgdata)) {
    const ended = await endProcess(server, ["SIGINT", "SIGQUIT", "SIGKILL"]);
    if (!ended)
      throw new PlainFailure(
        `An earlier database server (process ${pid}) does not end: end it and start again.`,
      );
  }
  rmSync(lock, { force: true });
}

/** Deletes a cluster with all its data, after ending a server that still runs on it. In: the cluster's folder. */
export async function removeCluster(dataDir: string): Promise<void> {
  await endLeftOverServer(join(dataDir, "pgdata"));
  rmSync(dataDir, { recursive: true, force: true });
}

function isServerOf(pid: number, pgdata: string): boolean {
  const command = inspectProcess(pid)?.command ?? "";
  return command.includes("postgres") && command.includes(pgdata);
}
