import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type { Command } from "#server/platform/db/generated/client.ts";

/** What was asked for, with what the policy looked at then. */
export type JudgedCommand = Pick<
  Command,
  "id" | "createdAt" | "amount" | "currency" | "requesterRole" | "policyDecision"
>;

/** At most `limit` commands that were asked for after `since`, newest first. */
export async function findJudgedCommands(
  tx: Transaction,
  scope: AccountScope,
  since: Date,
  limit: number,
): Promise<JudgedCommand[]> {
  return await tx.command.findMany({
    where: { ...scope, createdAt: { gt: since } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    select: {
      id: true,
      createdAt: true,
      amount: true,
      currency: true,
      requesterRole: true,
      policyDecision: true,
    },
  });
}

/** The account's base currency; null before the first import. */
export async function findBaseCurrency(
  db: Pick<Transaction, "stripeAccount">,
  scope: AccountScope,
): Promise<string | null> {
  const account = await db.stripeAccount.findUnique({
    where: { accountId_livemode: scope },
    select: { baseCurrency: true },
  });
  return account?.baseCurrency ?? null;
}

/** A person's name put to a change of the policy. */
export interface PolicySignature {
  readonly commandId: string;
  readonly person: { readonly id: string; readonly name: string; readonly role: string };
  readonly as: "requested" | "approved";
  readonly at: Date;
}

/** Who asked for these commands and who approved them, in order of time. */
export async function findPolicySignatures(
  db: Database,
  commandIds: readonly string[],
): Promise<PolicySignature[]> {
  const where = { in: [...commandIds] };
  const [commands, approvals] = await Promise.all([
    db.prisma.command.findMany({
      where: { id: where },
      select: { id: true, requesterId: true, requesterRole: true, createdAt: true },
    }),
    db.prisma.approval.findMany({ where: { commandId: where, decision: "approved" } }),
  ]);
  const signed = [
    ...commands.map(({ id, requesterId, requesterRole, createdAt }) => {
      return {
        commandId: id,
        personId: requesterId,
        role: requesterRole,
        as: "requested" as const,
        at: createdAt,
      };
    }),
    ...approvals.map(({ commandId, approverId, approverRole, createdAt }) => {
      return {
        commandId,
        personId: approverId,
        role: approverRole,
        as: "approved" as const,
        at: createdAt,
      };
    }),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const people = await db.prisma.person.findMany({
    where: { id: { in: signed.map(({ personId }) => personId) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return signed.map(({ commandId, personId, role, as, at }) => {
    return {
      commandId,
      person: { id: personId, name: names.get(personId) ?? "Unknown person", role },
      as,
      at,
    };
  });
}

/** Changes of the policy that are asked for and not decided, oldest first, at most `limit`. */
export async function findWaitingChanges(
  db: Database,
  scope: AccountScope,
  kind: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.prisma.command.findMany({
    where: { ...scope, kind, state: { in: ["pending_approval", "held"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
