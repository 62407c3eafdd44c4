import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Turns any text into `length` base-62 characters; the same text always gives the same characters. */
export function base62Of(text: string, length: number): string {
  let out = "";
  for (let block = 0; out.length < length; block += 1) {
    const digest = createHash("sha256").update(`${block}:${text}`).digest();
    for (const byte of digest) {
      if (byte < 248 && out.length < length) out += ALPHABET.charAt(byte % 62);
    }
  }
  return out;
}

/** A number in [0, 1) that depends on the text alone: draws that must not change when code around them does. */
export function fractionOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 0x1_0000_0000;
}

/** Makes the ids of one account. The counter is part of the store, so a restart goes on where the last commit ended. */
export interface IdSource {
  /** `prefix` with its underscore, e.g. `pi_3`; `length` characters follow it. */
  next(prefix: string, length: number): string;
  /** Request ids count apart from objects, so that reads do not shift the ids of later objects. */
  nextRequestId(): string;
  /** Writes the counter; called inside each transaction, before it commits. */
  save(): void;
}

export function createIdSource(database: DatabaseSync, seed: number): IdSource {
  const read = database.prepare("SELECT value FROM meta WHERE name = ?");
  const write = database.prepare(
    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const load = (name: string): number => Number(read.get(name)?.["value"] ?? 0);
  let counter = load("id_counter");
  let saved = counter;
  const boot = load("boot_count") + 1;
  write.run("boot_count", String(boot));
  let requests = 0;
  return {
    next(prefix, length) {
      counter += 1;
      return prefix + base62Of(`${seed}:${prefix}:${counter}`, length);
    },
    nextRequestId() {
      requests += 1;
      return `req_${base62Of(`${seed}:request:${boot}:${requests}`, 14)}`;
    },
    save() {
      if (counter === saved) return;
      write.run("id_counter", String(counter));
      saved = counter;
    },
  };
}
