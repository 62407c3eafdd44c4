import type { AccountScope } from "#core/mode.ts";
import { type Clock, monotonicMs } from "#server/platform/clock/clock.ts";
import type { Database } from "#server/platform/db/database.ts";
import type { Logger } from "#server/platform/log/logger.ts";
import { readWebhookSecrets, type WebhookSecret } from "#server/platform/stripe/verify-webhook.ts";
import { GroupCommit } from "./group-commit.ts";
import { storeDeliveries } from "./inbox.repo.ts";
import type { InboxItem } from "./inbox-item.ts";

/** Largest body taken in, in bytes; Stripe's events are a few kilobytes. */
export const MAX_BODY_BYTES = 1_048_576;

/** A sender is answered within this time whatever the database does, in milliseconds. */
export const INTAKE_TIMEOUT_MS = 2_000;

const LIMITS = {
  inFlight: 2,
  batchItems: 64,
  batchWeight: 4 * MAX_BODY_BYTES,
  waiting: 2_000,
  timeoutMs: INTAKE_TIMEOUT_MS,
};

/** What the intake of one account needs, made once for a process. */
export interface Intake {
  readonly scope: AccountScope;
  readonly secrets: readonly WebhookSecret[];
  readonly clock: Clock;
  readonly log: Logger;
  /** Commits one delivery, with others that wait; true when its event was stored before. */
  readonly store: (item: InboxItem) => Promise<boolean>;
}

/** Builds the intake over a database opened with the ingest role or the web's. `secrets`: separated by commas, while one is rolled. */
export function createIntake(
  base: { db: Database; scope: AccountScope; clock: Clock; log: Logger },
  secrets: string,
): Intake {
  const { db, scope, clock, log } = base;
  const group = new GroupCommit<InboxItem, boolean>(LIMITS, {
    commit: (items) => storeDeliveries(db, scope, items, monotonicMs()),
    weigh: (item) => item.bodyBytes,
    mayBeOneItemsFault: isDataError,
  });
  return {
    scope,
    secrets: readWebhookSecrets(secrets),
    clock,
    log,
    store: (item) => group.submit(item),
  };
}

/** SQLSTATE classes 22 and 23: the data, not the database, is at fault. */
function isDataError(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    /^2[23]/.test(error.code)
  );
}
