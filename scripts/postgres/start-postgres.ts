import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { findFreePort } from "../process/free-port.ts";
import { endProcess, identify, isAlive } from "../process/identity.ts";
import { PlainFailure } from "../process/plain-failure.ts";
import { pollUntil } from "../process/poll-until.ts";
import { serverAccount } from "./account.ts";
import { readClusterFile, writeClusterFile } from "./cluster-file.ts";
import { initCluster, makeClusterFolder } from "./init-cluster.ts";
import { endLeftOverServer } from "./left-over-server.ts";
import { nativeFolder } from "./native.ts";

const READY_DEADLINE_MS = 60_000;
const PORT_ATTEMPTS = 5;

/** `dataDir`: the cluster's folder, under databaseHome. `settings`: postgresql.conf values for this run. */
export type PostgresOptions = { dataDir: string; port?: number; settings?: Record<string, string> };

/** A running server: superuser URL of the database `postgres`, and how to end it. `exited` settles when it ends. */
export type RunningPostgres = {
  url: string;
  port: number;
  pid: number;
  exited: Promise<void>;
  stop: () => Promise<void>;
};

type Launch = {
  native: string;
  dataDir: string;
  pgdata: string;
  port: number;
  settings: Record<string, string>;
};

/**
 * Starts the embedded PostgreSQL on the loopback address, making the cluster the first time.
 * A server that a killed run left behind is stopped first. A taken port is answered with another one.
 * Throws PlainFailure when another living process runs this cluster, the disk is full, or the server does not start.
 */
export async function startPostgres({
  dataDir,
  port,
  settings = {},
}: PostgresOptions): Promise<RunningPostgres> {
  const account = serverAccount();
  const native = nativeFolder();
  makeClusterFolder(dataDir, account);
  const remembered = readClusterFile(dataDir);
  if (
    remembered.owner !== undefined &&
    remembered.owner.pid !== process.pid &&
    isAlive(remembered.owner)
  ) {
    throw new PlainFailure(
      `This database is already run by process ${remembered.owner.pid}: stop that one first.`,
    );
  }
  const { password } = remembered;
  const owner = identify();
  writeClusterFile(dataDir, owner === undefined ? { password } : { password, owner });
  const pgdata = initCluster({ native, dataDir, account, password });
  await endLeftOverServer(pgdata);
  for (let attempt = 1; attempt <= PORT_ATTEMPTS; attempt += 1) {
    const chosen = attempt === 1 && port !== undefined ? port : await findFreePort();
    const child = launch({ native, dataDir, pgdata, port: chosen, settings }, account);
    const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${chosen}/postgres`;
    if (await isReady(child, url)) return running(child, { url, port: chosen, dataDir, password });
    if (!/Address already in use|could not bind|pre-existing shared memory/.test(readLog(dataDir)))
      break;
  }
  throw new PlainFailure(`The database server did not start: ${lastLine(readLog(dataDir))}`);
}

const logFile = (dataDir: string): string => join(dataDir, "postgres.log");
const readLog = (dataDir: string): string => readFileSync(logFile(dataDir), "utf8");
const lastLine = (text: string): string =>
  text
    .trim()
    .split("\n")
    .findLast((line) => /FATAL|PANIC/.test(line)) ?? text;

function launch(
  { native, dataDir, pgdata, port, settings }: Launch,
  account: { uid?: number; gid?: number },
) {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile(dataDir), "w", 0o600);
  // A group of its own: Ctrl-C in a terminal reaches every process of the group, and the database must go last.
  const child = spawn(
    join(native, "bin", "postgres"),
    ["-D", pgdata, "-p", String(port), ...flags],
    {
      ...account,
      cwd: dataDir,
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  return child;
}

async function isReady(child: ChildProcess, url: string): Promise<boolean> {
  child.once("error", () => undefined);
  const answer = await pollUntil(async () => {
    if (child.pid === undefined || hasEnded(child)) return "ended";
    return (await canConnect(url)) ? "ready" : undefined;
  }, READY_DEADLINE_MS);
  return answer === "ready";
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

type Started = { url: string; port: number; dataDir: string; password: string };

function running(child: ChildProcess, { url, port, dataDir, password }: Started): RunningPostgres {
  const pid = child.pid ?? 0;
  const server = identify(pid);
  const exited = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve();
    child.once("exit", () => resolve());
  });
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything is flushed.
    if (server !== undefined) await endProcess(server, ["SIGINT", "SIGQUIT", "SIGKILL"]);
    await exited;
    writeClusterFile(dataDir, { password });
  };
  return { url, port, pid, exited, stop };
}
