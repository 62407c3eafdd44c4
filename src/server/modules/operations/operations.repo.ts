import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { KillSwitch, Prisma } from "#server/platform/db/generated/client.ts";

/** Puts a switch on; null when one that covers the same is on already. */
export async function insertSwitch(
  tx: Transaction,
  row: Prisma.KillSwitchCreateManyInput,
): Promise<KillSwitch | null> {
  const [made] = await tx.killSwitch.createManyAndReturn({ data: [row], skipDuplicates: true });
  return made ?? null;
}

/** Switches that are off again, newest first. */
export async function findEarlierSwitches(
  db: Database,
  scope: AccountScope,
  limit: number,
): Promise<KillSwitch[]> {
  return await db.prisma.killSwitch.findMany({
    where: { ...scope, offAt: { not: null } },
    orderBy: [{ onAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** What waits and what went, by the database's own clock. */
export interface TrafficRow {
  readonly queued: number;
  readonly oldestMs: number | null;
  readonly sending: number;
  readonly unknown: number;
  readonly needsHuman: number;
  readonly lastMinute: number;
  readonly failedLastMinute: number;
  readonly limitedLastMinute: number;
}

/** Counts commands by where they wait, and the calls to Stripe of the last minute. */
export async function countTraffic(
  db: Pick<Database, "prisma">,
  { accountId, livemode }: AccountScope,
): Promise<TrafficRow> {
  const [row] = await db.prisma.$queryRaw<TrafficRow[]>`
    WITH waiting AS (
      SELECT state, hold_until FROM command WHERE account_id = ${accountId} AND livemode = ${livemode}
        AND state IN ('held', 'executing', 'unknown', 'needs_human')),
    called AS (
      SELECT outcome, http_status FROM stripe_call WHERE account_id = ${accountId} AND livemode = ${livemode}
        AND started_at > clock_timestamp() - interval '1 minute')
    SELECT queue.*, calls.* FROM (
      SELECT count(*) FILTER (WHERE state = 'held' AND hold_until <= clock_timestamp())::int AS queued,
        round(extract(epoch FROM clock_timestamp() - min(hold_until)
          FILTER (WHERE state = 'held' AND hold_until <= clock_timestamp())) * 1000)::float8 AS "oldestMs",
        count(*) FILTER (WHERE state = 'executing')::int AS sending,
        count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
        count(*) FILTER (WHERE state = 'needs_human')::int AS "needsHuman" FROM waiting) queue,
      (SELECT count(*)::int AS "lastMinute",
        count(*) FILTER (WHERE outcome = 'unknown')::int AS "failedLastMinute",
        count(*) FILTER (WHERE http_status = 429)::int AS "limitedLastMinute" FROM called) calls`;
  if (!row) throw new Error("an aggregate query returned no row");
  return row;
}

/** A switch by its id, or null. */
export async function findSwitch(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<KillSwitch | null> {
  return await tx.killSwitch.findFirst({ where: { ...scope, id } });
}

/** Takes a switch off, once. False when it is off already. */
export async function turnOff(
  tx: Transaction,
  scope: AccountScope,
  id: string,
  signed: { readonly at: Date; readonly commandId: string },
): Promise<boolean> {
  const { count } = await tx.killSwitch.updateMany({
    where: { ...scope, id, offAt: null },
    data: { offAt: signed.at, offCommandId: signed.commandId },
  });
  return count === 1;
}

/** The account's base currency, in which an amount of nothing is told; null before the first import. */
export async function findBaseCurrency(
  tx: Transaction,
  scope: AccountScope,
): Promise<string | null> {
  const account = await tx.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
    select: { baseCurrency: true },
  });
  return account?.baseCurrency ?? null;
}

/** The newest request of this kind about this thing that is not decided or carried out yet; null where there is none. */
export async function findOpenRequest(
  db: Database,
  scope: AccountScope,
  kind: string,
  targetIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.prisma.command.findMany({
    where: {
      ...scope,
      kind,
      targetId: { in: [...targetIds] },
      state: { in: ["pending_approval", "held", "executing"] },
    },
    select: { id: true, targetId: true },
  });
  return new Map(rows.map(({ id, targetId }) => [targetId, id]));
}
