import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseRole } from "../postgres/database-roles.ts";
import type { ProcessIdentity } from "../process/identity.ts";

/** A demo person as the CLI made it. */
export type Login = { email: string; role: string; password: string };

/** Made once for each set of data and kept with it, since stored data are sealed with them. */
export type StackSecrets = {
  nextAuthSecret: string;
  encryptionKey: string;
  stripeApiKey: string;
  roleSecret: string;
};

/** What runs now: absent when nothing does. `processes` are recognised by pid and start, never by pid alone. */
export type RunningPart = {
  supervisor: ProcessIdentity;
  processes: ({ name: string } & ProcessIdentity)[];
  webUrl: string;
  ingestUrl: string;
  sandboxUrl: string;
  sandboxClockUrl: string;
  database: { ownerUrl: string; roleUrls: Record<DatabaseRole, string> };
};

/** What the sandbox's history is made of; it cannot be changed once it is made. */
export type HistoryStory = { days: number; scenario: string; seed: number };

/** The state of one stack (a demo or a test run) between starts; other programs find the running demo through it. */
export type StackState = {
  version: 1;
  days: number;
  scenario: string;
  /** Absent in the state of a version that knew no seeds, whose seed is 1. */
  seed?: number;
  secrets: StackSecrets;
  ports: { ingest?: number; sandbox?: number };
  accountId?: string;
  livemode: false;
  webhookEndpoint?: { id: string; url: string; secret: string };
  logins: Login[];
  running?: RunningPart;
};

/** In: the file's path. Out: the state, or undefined when there is none. */
export function readState(file: string): StackState | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as StackState) : undefined;
}

/** Replaces the file in one step; it holds secrets, so only its owner may read it. */
export function writeState(file: string, state: StackState): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Out: the state of a stack that never ran. */
export function newState({ days, scenario, seed }: HistoryStory): StackState {
  return {
    version: 1,
    days,
    scenario,
    seed,
    secrets: {
      nextAuthSecret: randomBytes(32).toString("base64url"),
      encryptionKey: randomBytes(32).toString("base64"),
      stripeApiKey: `sk_test_${randomBytes(16).toString("hex")}`,
      roleSecret: randomBytes(24).toString("base64url"),
    },
    ports: {},
    livemode: false,
    logins: [],
  };
}

/** In: a stack's folder. Out: where its state is kept. */
export const stateFileOf = (folder: string): string => join(folder, "state.json");
