import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type {
  Approval,
  BreakGlass,
  Command,
  Prisma,
} from "#server/platform/db/generated/client.ts";

export type BreakGlassRow = BreakGlass;

/** Keeps an opening; the database refuses one that is not by an admin's passkey, now, for an hour at most. */
export async function insertBreakGlass(
  tx: Transaction,
  scope: AccountScope,
  row: Omit<Prisma.BreakGlassCreateInput, "accountId" | "livemode">,
): Promise<void> {
  await tx.breakGlass.create({ data: { ...row, ...scope } });
}

/** Makes the openings of a person wait for each other, until the transaction ends. */
export async function lockOpenings(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('break-glass ' || ${personId}, 0))`;
}

/** When a person's openings since `since` began and whether each has ended. */
export async function findOwnOpenings(
  tx: Transaction,
  scope: AccountScope,
  openedBy: string,
  since: Date,
): Promise<BreakGlass[]> {
  return await tx.breakGlass.findMany({ where: { ...scope, openedBy, openedAt: { gt: since } } });
}

/** The newest, first. */
export async function findBreakGlasses(
  db: Database,
  scope: AccountScope,
  limit: number,
): Promise<BreakGlass[]> {
  return await db.prisma.breakGlass.findMany({
    where: scope,
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** It, locked until the transaction ends, or null. */
export async function lockBreakGlass(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<BreakGlass | null> {
  await tx.$queryRaw`SELECT 1 FROM break_glass WHERE id = ${id}::uuid FOR UPDATE`;
  return await tx.breakGlass.findFirst({ where: { ...scope, id } });
}

/** Those whose time is over and that nobody ended, and those whose review was due before `due` and of which nobody was told. */
export async function findNeglected(
  db: Database,
  scope: AccountScope,
  { realNow, due }: { readonly realNow: Date; readonly due: Date },
): Promise<string[]> {
  const rows = await db.prisma.breakGlass.findMany({
    where: {
      ...scope,
      OR: [
        { endedAt: null, expiresAt: { lte: realNow } },
        { endedAt: { lte: due }, reviewedAt: null, overdueToldAt: null },
      ],
    },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function updateBreakGlass(
  tx: Transaction,
  id: string,
  change: Prisma.BreakGlassUpdateInput,
): Promise<void> {
  await tx.breakGlass.update({ where: { id }, data: change });
}

/** A decision on a command of which at least one was made under break-glass. */
export interface DecisionUnder {
  readonly approval: Approval;
  readonly command: Command;
}

/** All decisions on the commands that were decided under these, oldest first: those under others' rights too. */
export async function findDecisions(
  db: Database | Transaction,
  scope: AccountScope,
  breakGlassIds: readonly string[],
): Promise<DecisionUnder[]> {
  const client = "prisma" in db ? db.prisma : db;
  const used = await client.approval.findMany({
    where: { breakGlassId: { in: [...breakGlassIds] } },
    select: { commandId: true },
  });
  const ids = used.map(({ commandId }) => commandId);
  const commands = await client.command.findMany({ where: { ...scope, id: { in: ids } } });
  const commandOf = new Map(commands.map((command) => [command.id, command]));
  const approvals = await client.approval.findMany({
    where: { commandId: { in: ids } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return approvals.flatMap((approval) => {
    const command = commandOf.get(approval.commandId);
    return command ? [{ approval, command }] : [];
  });
}
