import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PlainFailure } from "../process/plain-failure.ts";
import type { ServerAccount } from "./account.ts";

const NEEDED_BYTES = 300 * 1024 * 1024;

/** What initdb needs to make a cluster in `dataDir`. */
export type NewCluster = {
  native: string;
  dataDir: string;
  account: ServerAccount;
  password: string;
};

/**
 * Makes PostgreSQL's data folder when it is not there yet. Out: its path.
 * A new cluster is built beside its place and moved in whole, so that a killed initdb leaves nothing half made.
 */
export function initCluster({ native, dataDir, account, password }: NewCluster): string {
  const pgdata = join(dataDir, "pgdata");
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new PlainFailure(`The disk that holds ${dataDir} is full: free 300 MB and start again.`);
  }
  if (existsSync(pgdata)) return pgdata;
  const unfinished = join(dataDir, "pgdata.unfinished");
  const passwordFile = join(dataDir, "initdb-password");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [unfinished, passwordFile]) giveTo(account, path);
  const locale = [
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  try {
    execFileSync(join(native, "bin", "initdb"), [`--pgdata=${unfinished}`, ...locale, ...access], {
      ...account,
      cwd: dataDir,
      stdio: ["ignore", "ignore", "pipe"],
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, pgdata);
  return pgdata;
}

function giveTo({ uid, gid }: ServerAccount, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** Makes a cluster's folder; the server's account must be able to pass through it, the files in it stay private. */
export function makeClusterFolder(dataDir: string, account: ServerAccount): void {
  mkdirSync(dataDir, { recursive: true });
  if (account.uid !== undefined) chmodSync(dataDir, 0o711);
}
