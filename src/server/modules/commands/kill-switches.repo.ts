import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { KillSwitch } from "#server/platform/db/generated/client.ts";

/** Any constant does that no other advisory lock of the product uses. */
const GATE_LOCK = 45;

/** A switch as it is stored; off once `offAt` is set. */
export type KillSwitchRow = KillSwitch;

/** Until the transaction ends nobody can put a switch on: what is claimed now was claimed before it. Others may claim too. */
export async function passGate(tx: Transaction, scope: AccountScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${GATE_LOCK}::int, hashtext(${keyOf(scope)}))`;
}

/** Waits for the claims that are under way, and lets none begin until the transaction ends. */
export async function closeGate(tx: Transaction, scope: AccountScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${GATE_LOCK}::int, hashtext(${keyOf(scope)}))`;
}

/** The switches that are on, first one first. */
export async function findOpenSwitches(
  db: Database | Transaction,
  scope: AccountScope,
): Promise<KillSwitchRow[]> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.killSwitch.findMany({
    where: { ...scope, offAt: null },
    orderBy: [{ onAt: "asc" }, { id: "asc" }],
  });
}

function keyOf({ accountId, livemode }: AccountScope): string {
  return `${accountId} ${livemode}`;
}
