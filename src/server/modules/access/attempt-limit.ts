import { createHash } from "node:crypto";
import { DomainError } from "#core/errors.ts";
import type { Database } from "#server/platform/db/database.ts";
import { countFailedSignIns } from "./access.repo.ts";

const WINDOW_MS = 15 * 60_000;

/** What failures are counted by; the table of failures tells nobody's address. */
export function subjectHash(kind: "email" | "ip" | "proof", value: string): string {
  return createHash("sha256").update(`${kind}:${value}`).digest("hex");
}

/** Throws TOO_MANY_ATTEMPTS when a subject failed `limit` times in the last quarter of an hour. */
export async function refuseAfter(
  db: Database,
  subject: string,
  limit: number,
  now: Date,
): Promise<void> {
  const failures = await countFailedSignIns(db, subject, new Date(now.getTime() - WINDOW_MS));
  if (failures >= limit)
    throw new DomainError("TOO_MANY_ATTEMPTS", { minutes: WINDOW_MS / 60_000 });
}
