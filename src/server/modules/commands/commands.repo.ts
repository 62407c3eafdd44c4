import type { CommandState } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Role } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Command, Prisma } from "#server/platform/db/generated/client.ts";

/** A command as it is stored. */
export type CommandRow = Command;
/** What a new command is stored with; version, lease and result start empty. */
export type NewCommandRow = Omit<Prisma.CommandCreateManyInput, "accountId" | "livemode">;
/** Columns a transition may set besides state and version. */
export type CommandChange = Prisma.CommandUpdateManyMutationInput;

/** States in which the database lets no second command of an exclusive kind begin for the same target. */
const UNDER_WAY = [
  "pending_approval",
  "held",
  "executing",
  "unknown",
  "needs_human",
  "accepted",
] as const satisfies readonly CommandState[];

/**
 * Inserts the command's row. Throws COMMAND_ID_REUSED when another row has this id or key, and COMMAND_ALREADY_OPEN when one
 * of an exclusive kind is under way for the same target.
 */
export async function insertCommand(
  tx: Transaction,
  scope: AccountScope,
  row: NewCommandRow,
): Promise<CommandRow> {
  const rows = await tx.command.createManyAndReturn({
    data: [{ ...row, ...scope }],
    skipDuplicates: true,
  });
  if (rows[0]) return rows[0];
  const { kind, targetId } = row;
  const open = await tx.command.findFirst({
    where: { ...scope, kind, targetId, exclusive: true, state: { in: [...UNDER_WAY] } },
  });
  if (row.exclusive === true && open && open.id !== row.id)
    throw new DomainError("COMMAND_ALREADY_OPEN", { commandId: open.id, state: open.state });
  throw new DomainError("COMMAND_ID_REUSED", { commandId: row.id });
}

/** The command, or null when this account has none of that id. */
export async function findCommand(
  db: Database | Transaction,
  scope: AccountScope,
  id: string,
): Promise<CommandRow | null> {
  return await client(db).command.findFirst({ where: { id, ...scope } });
}

/** The command, locked until the transaction ends, or null. */
export async function lockCommand(
  tx: Transaction,
  scope: AccountScope,
  id: string,
): Promise<CommandRow | null> {
  await tx.$queryRaw`SELECT 1 FROM command WHERE id = ${id}::uuid FOR UPDATE`;
  return await findCommand(tx, scope, id);
}

/** Moves a command on if it is still as it was read; null when someone else was faster. */
export async function updateCommand(
  tx: Transaction,
  read: CommandRow,
  state: CommandState,
  change: CommandChange,
): Promise<CommandRow | null> {
  const rows = await tx.command.updateManyAndReturn({
    where: { id: read.id, version: read.version, state: read.state },
    data: { ...change, state, version: read.version + 1 },
  });
  return rows[0] ?? null;
}

/** Commands that wait for news of an object at Stripe: sent, and without a final answer. */
export async function findWaitingFor(
  db: Database,
  scope: AccountScope,
  objectId: string,
): Promise<string[]> {
  const rows = await db.prisma.command.findMany({
    where: {
      ...scope,
      state: { in: ["accepted", "unknown", "needs_human"] },
      OR: [{ targetId: objectId }, { objectId }, { resultId: objectId }],
    },
    select: { id: true },
    take: MOST_WAITING,
  });
  return rows.map(({ id }) => id);
}

const MOST_WAITING = 100;

/** Sets columns that are no transition (lease, back-off, status of the object). */
export async function setCommandColumns(
  tx: Transaction,
  id: string,
  change: CommandChange,
): Promise<CommandRow> {
  return await tx.command.update({ where: { id }, data: change });
}

/** Newest first; a payment has few commands, the bound is for abuse. */
export async function findCommandsOf(
  db: Database,
  scope: AccountScope,
  targetId: string,
  limit: number,
): Promise<CommandRow[]> {
  return await db.prisma.command.findMany({
    where: { ...scope, targetId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Commands in one state, the oldest first. */
export async function findCommandsIn(
  db: Database,
  scope: AccountScope,
  state: CommandState,
  limit: number,
): Promise<CommandRow[]> {
  return await db.prisma.command.findMany({
    where: { ...scope, state },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
  });
}

export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly disabledAt: Date | null;
}

/** The people of these ids, by id. */
export async function findPeople(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonLine>> {
  const rows = await client(db).person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, role: true, disabledAt: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** People of these roles who are still here, by name. */
export async function findPeopleOfRoles(
  db: Database | Transaction,
  roles: readonly Role[],
): Promise<PersonLine[]> {
  return await client(db).person.findMany({
    where: { role: { in: [...roles] }, disabledAt: null },
    select: { id: true, name: true, role: true, disabledAt: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_PEOPLE,
  });
}

/** No firm has more who sign; the bound is for abuse. */
const MOST_PEOPLE = 500;

function client(db: Database | Transaction): Transaction {
  return "prisma" in db ? db.prisma : db;
}

/** Puts the next look at an unanswered command off and ends the lease, if it is still the caller's. */
export async function postponeProbe(
  db: Database,
  lease: { id: string; leaseToken: bigint },
  until: Date,
): Promise<void> {
  await db.prisma.command.updateMany({
    where: { ...lease, state: "unknown" },
    data: { runAfter: until, leaseUntil: null },
  });
}
