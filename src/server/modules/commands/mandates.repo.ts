import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Prisma } from "#server/platform/db/generated/client.ts";
import { findPeople, type PersonLine } from "./commands.repo.ts";

/** A delegation that holds now, with who is away as they are now. */
export interface HeldDelegation {
  readonly id: string;
  readonly delegator: PersonLine;
  readonly delegateId: string;
}

/** For whom a person stands in at this real instant, whoever began to be away first. */
export async function findHeldDelegations(
  db: Database | Transaction,
  delegateId: string,
  realNow: Date,
): Promise<HeldDelegation[]> {
  return await findHeld(db, realNow, { delegateId });
}

/** Who stands in for whom at this real instant. */
export async function findAllHeld(tx: Transaction, realNow: Date): Promise<HeldDelegation[]> {
  return await findHeld(tx, realNow, {});
}

async function findHeld(
  db: Database | Transaction,
  realNow: Date,
  where: Prisma.DelegationWhereInput,
): Promise<HeldDelegation[]> {
  const client = "prisma" in db ? db.prisma : db;
  const rows = await client.delegation.findMany({
    where: { ...where, endedAt: null, startsAt: { lte: realNow }, endsAt: { gt: realNow } },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  const people = await findPeople(
    db,
    rows.map(({ delegatorId }) => delegatorId),
  );
  return rows.flatMap(({ id, delegatorId, delegateId }) => {
    const delegator = people.get(delegatorId);
    return delegator ? [{ id, delegator, delegateId }] : [];
  });
}

/** The break-glass that this person opened and that is open at this real instant; null for none. */
export async function findOpenBreakGlass(
  db: Database | Transaction,
  scope: AccountScope,
  openedBy: string,
  realNow: Date,
): Promise<{ id: string } | null> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.breakGlass.findFirst({
    where: {
      ...scope,
      openedBy,
      endedAt: null,
      openedAt: { lte: realNow },
      expiresAt: { gt: realNow },
    },
    select: { id: true },
  });
}
