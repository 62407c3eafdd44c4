import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { CircuitBreaker } from "#server/platform/db/generated/client.ts";
import { type Breaker, closedBreaker } from "./circuit-breaker.ts";

/** The breaker and the database's present: no worker's own clock decides for the others. */
export interface BreakerNow {
  readonly breaker: Breaker;
  readonly now: Date;
}

/** The breaker as it stands; one that was never needed is closed. */
export async function findBreaker(
  db: Database | Transaction,
  scope: AccountScope,
): Promise<BreakerNow> {
  const client = "prisma" in db ? db.prisma : db;
  const stored = await client.circuitBreaker.findUnique({ where: { accountId_livemode: scope } });
  const now = await databaseNow(client);
  return { breaker: stored === null ? closedBreaker(now) : withoutKey(stored), now };
}

/** The same, alone until the transaction ends: answers and trials of all workers pass here one after the other. */
export async function lockBreaker(tx: Transaction, scope: AccountScope): Promise<BreakerNow> {
  const { accountId, livemode } = scope;
  const lock = () => tx.$queryRaw<unknown[]>`
    SELECT 1 FROM circuit_breaker WHERE account_id = ${accountId} AND livemode = ${livemode} FOR UPDATE`;
  if ((await lock()).length === 0) {
    const first = { ...scope, ...closedBreaker(await databaseNow(tx)) };
    await tx.circuitBreaker.createMany({ data: [first], skipDuplicates: true });
    await lock();
  }
  return await findBreaker(tx, scope);
}

/** Writes what was worked out from what {@link lockBreaker} read. */
export async function saveBreaker(
  tx: Transaction,
  scope: AccountScope,
  breaker: Breaker,
): Promise<void> {
  await tx.circuitBreaker.update({ where: { accountId_livemode: scope }, data: breaker });
}

function withoutKey({ accountId: _a, livemode: _l, state, ...rest }: CircuitBreaker): Breaker {
  return { ...rest, state: state === "open" || state === "half_open" ? state : "closed" };
}

async function databaseNow(client: Transaction): Promise<Date> {
  const [row] = await client.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error("the database told no time");
  return row.now;
}
