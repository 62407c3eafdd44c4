import type { AccountScope } from "#core/mode.ts";
import type { Database } from "../db/database.ts";
import type { BudgetLimits } from "./rate-budget.ts";

/** The one bucket of an account and mode: Stripe counts reads and writes of a key's account together. */
const NAME = "stripe";
/** How long Stripe must have been silent before the pace rises by a tenth, in seconds. */
const RISE_AFTER_SECONDS = 10;
/** Answers within this time of a first "too much" were sent at the pace before, in seconds. */
const SHRINK_ONCE_SECONDS = 1;

/**
 * Takes one token, in one statement that all workers queue for. Out: 0 when it was taken, else how many milliseconds of
 * real time until there may be one. What is not a person's call leaves the reserved tokens alone.
 */
export async function takeToken(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  limits: BudgetLimits,
  forPerson: boolean,
): Promise<number> {
  const floor = forPerson ? 0 : limits.reserved;
  // The instant is read once: a part of a millisecond that counted twice would make tokens out of nothing. A statement
  // that waited for the row may come with an older one, which then adds nothing. A crash may forget a token: no harm.
  const [row] = await db.prisma.$queryRaw<{ waitMs: number }[]>`
    WITH instant AS MATERIALIZED (
      SELECT date_trunc('milliseconds', clock_timestamp()) AS at, set_config('synchronous_commit', 'off', true)),
    held AS MATERIALIZED (
      SELECT greatest(b.refilled_at, i.at) AS at,
        b.per_second < ${limits.perSecond}
          AND coalesce(i.at - b.limited_at > ${RISE_AFTER_SECONDS} * interval '1 second', true) AS rises,
        least(${limits.burst}::float8, b.tokens + least(b.per_second, ${limits.perSecond})
          * greatest(0, extract(epoch FROM i.at - b.refilled_at))::float8) AS tokens
      FROM rate_budget b, instant i
      WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.name = ${NAME} FOR UPDATE OF b)
    UPDATE rate_budget b SET burst = ${limits.burst}, reserved = ${limits.reserved}, refilled_at = h.at,
      tokens = CASE WHEN h.tokens >= ${floor} + 1 THEN h.tokens - 1 ELSE h.tokens END,
      per_second = CASE WHEN h.rises
        THEN least(${limits.perSecond}, b.per_second + greatest(1, ${limits.perSecond} / 10))
        ELSE least(b.per_second, ${limits.perSecond}) END,
      limited_at = CASE WHEN h.rises THEN h.at ELSE b.limited_at END
    FROM held h
    WHERE b.account_id = ${scope.accountId} AND b.livemode = ${scope.livemode} AND b.name = ${NAME}
    RETURNING CASE WHEN h.tokens >= ${floor} + 1 THEN 0
      ELSE greatest(1, ceil(1000 * (${floor} + 1 - h.tokens) / b.per_second)) END::float8 AS "waitMs"`;
  if (row) return row.waitMs;
  await openBudget(db, scope, limits);
  return takeToken(db, scope, limits, forPerson);
}

async function openBudget(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
  { perSecond, burst, reserved }: BudgetLimits,
): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO rate_budget (account_id, livemode, name, per_second, burst, reserved, tokens, refilled_at)
    VALUES (${scope.accountId}, ${scope.livemode}, ${NAME}, ${perSecond}, ${burst}, ${reserved}, ${burst},
      date_trunc('milliseconds', clock_timestamp()))
    ON CONFLICT DO NOTHING`;
}

/** Stripe said that it was too much: half the pace for everybody, once for all answers of the same second. */
export async function shrinkPace(db: Pick<Database, "prisma">, scope: AccountScope): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE rate_budget SET per_second = greatest(1, per_second / 2), tokens = least(tokens, 0),
      limited_at = clock_timestamp()
    WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode} AND name = ${NAME}
      AND (limited_at IS NULL OR clock_timestamp() - limited_at > ${SHRINK_ONCE_SECONDS} * interval '1 second')`;
}

/** How fast Stripe is called now. */
export interface Pace {
  /** Calls in a second that the bucket refills by. */
  readonly perSecond: number;
  /** Calls that an idle bucket holds beside that, and how many of those only people's calls may take. */
  readonly burst: number;
  readonly reserved: number;
  /** When Stripe last said that it was too much, or the pace last rose again after that; null when it never did. */
  readonly limitedAt: Date | null;
}

/** The pace of the account; null before the first call. */
export async function findPace(
  db: Pick<Database, "prisma">,
  scope: AccountScope,
): Promise<Pace | null> {
  return db.prisma.rateBudget.findUnique({
    where: { accountId_livemode_name: { ...scope, name: NAME } },
    select: { perSecond: true, burst: true, reserved: true, limitedAt: true },
  });
}
