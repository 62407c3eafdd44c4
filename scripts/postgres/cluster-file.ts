import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessIdentity } from "../process/identity.ts";

/** What is remembered about a cluster between runs: its password, and which process runs it now. */
export type ClusterFile = { password: string; owner?: ProcessIdentity };

const fileName = (dataDir: string): string => join(dataDir, "cluster.json");

/** In: the cluster's folder. Out: what is remembered, with a new password for a new cluster. */
export function readClusterFile(dataDir: string): ClusterFile {
  const file = fileName(dataDir);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as ClusterFile;
  return { password: randomBytes(24).toString("base64url") };
}

/** Replaces the file in one step and keeps it readable for its owner alone, since it holds the password. */
export function writeClusterFile(dataDir: string, content: ClusterFile): void {
  const unfinished = `${fileName(dataDir)}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(content), { mode: 0o600 });
  renameSync(unfinished, fileName(dataDir));
}
