import type { AccountScope } from "#core/mode.ts";
import type { Actor, Role } from "#core/roles.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Approval, Prisma } from "#server/platform/db/generated/client.ts";
import type { ApprovalKey } from "./approval-cursor.ts";
import type { CommandRow } from "./commands.repo.ts";
import { REMINDED_AT } from "./reminder-time.ts";

export type ApprovalRow = Approval;

/** Keeps a decision for good. False for a second one of the same person; the database refuses one of the requester. */
export async function insertApproval(
  tx: Transaction,
  row: Prisma.ApprovalCreateManyInput,
): Promise<boolean> {
  const { count } = await tx.approval.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** The decisions on a command, first one first. */
export async function findApprovals(
  db: Database | Transaction,
  commandId: string,
): Promise<ApprovalRow[]> {
  const client = "prisma" in db ? db.prisma : db;
  return await client.approval.findMany({
    where: { commandId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

export type ApprovalTab = "waiting" | "mine" | "decided";

const NEEDED_ANOTHER: Prisma.CommandWhereInput = {
  policyDecision: { path: ["verdict", "kind"], equals: "approval" },
};

function inTab(tab: ApprovalTab, actor: Actor): Prisma.CommandWhereInput {
  switch (tab) {
    case "waiting":
      return { state: "pending_approval" };
    case "mine":
      return { ...NEEDED_ANOTHER, requesterId: actor.userId };
    case "decided":
      return { ...NEEDED_ANOTHER, state: { not: "pending_approval" } };
  }
}

/** One page of a tab, and one row more where there is a next page. What waits comes oldest first, the rest newest first. */
export async function findApprovalPage(
  db: Database,
  scope: AccountScope,
  page: {
    tab: ApprovalTab;
    actor: Actor;
    /** Leaves out what others asked for. */
    ownOnly: boolean;
    after: ApprovalKey | null;
    limit: number;
  },
): Promise<CommandRow[]> {
  const direction = page.tab === "waiting" ? "asc" : "desc";
  return await db.prisma.command.findMany({
    where: {
      AND: [
        scope,
        inTab(page.tab, page.actor),
        ...(page.ownOnly ? [{ requesterId: page.actor.userId }] : []),
        ...(page.after ? [beyond(page.after, direction)] : []),
      ],
    },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: page.limit + 1,
  });
}

function beyond(
  { createdAt, id }: ApprovalKey,
  direction: "asc" | "desc",
): Prisma.CommandWhereInput {
  const side = direction === "asc" ? "gt" : "lt";
  return { OR: [{ createdAt: { [side]: createdAt } }, { createdAt, id: { [side]: id } }] };
}

/** A right to decide: what names this role, was not asked for by these, and is of none of these kinds. */
export interface DecidableBy {
  readonly role: Role;
  readonly notOf: readonly string[];
  readonly notKinds: readonly string[];
}

/** How many commands wait that may be decided in one of these rights. */
export async function countDecidable(
  db: Database,
  scope: AccountScope,
  rights: readonly DecidableBy[],
  realNow: Date,
): Promise<number> {
  return await db.prisma.command.count({
    where: {
      ...scope,
      state: "pending_approval",
      expiresAt: { gt: realNow },
      OR: rights.map(({ role, notOf, notKinds }) => ({
        requesterId: { notIn: [...notOf] },
        kind: { notIn: [...notKinds] },
        policyDecision: { path: ["verdict", "approverRoles"], array_contains: [role] },
      })),
    },
  });
}

/** Commands that wait in the second half of their time and had a reminder less than they should, the next to expire first. */
export async function findWaitingLong(
  db: Database,
  { accountId, livemode }: AccountScope,
  realNow: Date,
  limit: number,
): Promise<string[]> {
  const { first, second } = REMINDED_AT;
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM command
    WHERE account_id = ${accountId} AND livemode = ${livemode} AND state = 'pending_approval' AND expires_at > ${realNow}::timestamptz
      AND reminded < CASE
        WHEN expires_at - ${realNow}::timestamptz <= (expires_at - waiting_since) * ${second}::float8 THEN 2
        WHEN expires_at - ${realNow}::timestamptz <= (expires_at - waiting_since) * ${first}::float8 THEN 1
        ELSE 0 END
    ORDER BY expires_at LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Approvals whose time is over, at most `limit`. */
export async function findOverdueApprovals(
  db: Database,
  scope: AccountScope,
  realNow: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.prisma.command.findMany({
    where: { ...scope, state: "pending_approval", expiresAt: { lte: realNow } },
    select: { id: true },
    take: limit,
  });
  return rows.map((row) => row.id);
}
