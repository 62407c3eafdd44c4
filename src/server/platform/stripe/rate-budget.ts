import { setTimeout as pause } from "node:timers/promises";
import type { AccountScope } from "#core/mode.ts";
import type { Database } from "../db/database.ts";
import type { Logger } from "../log/logger.ts";
import { shrinkPace, takeToken } from "./rate-budget.repo.ts";

/** A token bucket: at most `perSecond` + `burst` calls in any one second. */
export interface BudgetLimits {
  /** Tokens that come back each second. */
  readonly perSecond: number;
  /** Tokens that an idle bucket holds. */
  readonly burst: number;
  /** Of these, how many only a call that a person waits for may take. */
  readonly reserved: number;
}

/** What every call to Stripe asks before it is sent. */
export interface CallPace {
  /** Resolves when the call may be sent. */
  take(): Promise<void>;
  /** Stripe answered that it was too much. */
  limited(): Promise<void>;
}

/** For tests and tools that count nothing. */
export const UNPACED: CallPace = {
  take: () => Promise.resolve(),
  limited: () => Promise.resolve(),
};

/**
 * The bucket for a limit of `callsPerSecond`: a fifth may come at once, and two fifths of that are people's. Refill and
 * burst together are the limit, so that no second sees more than Stripe allows, whenever its second begins.
 */
export function limitsOf(callsPerSecond: number): BudgetLimits {
  const burst = Math.max(2, Math.ceil(callsPerSecond / 5));
  return {
    perSecond: Math.max(1, callsPerSecond - burst),
    burst,
    reserved: Math.max(1, Math.floor((burst * 2) / 5)),
  };
}

/**
 * The pace of one kind of caller over the bucket that all workers share. A budget that cannot be asked holds nobody up:
 * Stripe's own limit stands behind it, and its 429 is waited out.
 */
export function createPace(
  { db, scope, log }: { db: Pick<Database, "prisma">; scope: AccountScope; log: Logger },
  limits: BudgetLimits,
  forPerson: boolean,
): CallPace {
  return {
    take: async () => {
      try {
        for (;;) {
          const waitMs = await takeToken(db, scope, limits, forPerson);
          if (waitMs === 0) return;
          await pause(waitMs);
        }
      } catch (error) {
        log.warn({ err: error }, "the rate budget could not be asked");
      }
    },
    limited: () =>
      shrinkPace(db, scope).catch((error: unknown) =>
        log.warn({ err: error }, "the pace could not be lowered"),
      ),
  };
}
