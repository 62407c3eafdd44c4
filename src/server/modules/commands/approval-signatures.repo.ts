import type { AccountScope } from "#core/mode.ts";
import type { Database, Transaction } from "#server/platform/db/database.ts";
import type {
  Approval,
  ApprovalSignature,
  BreakGlass,
  Command,
  Delegation,
  Passkey,
} from "#server/platform/db/generated/client.ts";

export type SignatureRow = ApprovalSignature;

/** Keeps what an approval was given with; the database refuses it outside of the approval's own transaction. */
export async function insertSignature(tx: Transaction, row: SignatureRow): Promise<void> {
  await tx.approvalSignature.create({ data: row });
}

/** The evidence of these approvals, by approval. */
async function findSignatures(
  db: Database,
  approvalIds: readonly string[],
): Promise<ReadonlyMap<string, SignatureRow>> {
  const rows = await db.prisma.approvalSignature.findMany({
    where: { approvalId: { in: [...approvalIds] } },
  });
  return new Map(rows.map((row) => [row.approvalId, row]));
}

/** An approval with all that its evidence is checked against. */
export interface ApprovalRecord {
  readonly approval: Approval;
  readonly command: Command;
  /** Null for an approval of before evidence was kept. */
  readonly signature: SignatureRow | null;
  /** The row of the passkey that signed, as it is in the table of passkeys. */
  readonly passkey: Passkey | null;
  /** The delegation that it names, where its approver stood in for somebody. */
  readonly delegation: Delegation | null;
  /** The break-glass that it names, where its approver decided under one. */
  readonly breakGlass: BreakGlass | null;
  /** Details of the audit rows that tell of approvals of the command, as text, and the real time of each. */
  readonly audited: readonly { readonly details: string; readonly at: Date }[];
}

/** Which approvals (each a yes) to read: of one command, or of all; by id, after `after`. */
export interface ApprovalPage {
  readonly commandId: string | undefined;
  readonly after: string | null;
  readonly limit: number;
}

/** A page of approvals with what they are checked against, by id. `last` is where the next page goes on; null at the end. */
export async function findApprovalRecords(
  db: Database,
  scope: AccountScope,
  { commandId, after, limit }: ApprovalPage,
): Promise<{ records: ApprovalRecord[]; last: string | null }> {
  const { prisma } = db;
  const approvals = await prisma.approval.findMany({
    where: {
      decision: "approved",
      ...(commandId === undefined ? {} : { commandId }),
      ...(after === null ? {} : { id: { gt: after } }),
    },
    orderBy: { id: "asc" },
    take: limit,
  });
  const commandIds = approvals.map((approval) => approval.commandId);
  const signatures = await findSignatures(
    db,
    approvals.map(({ id }) => id),
  );
  const passkeyIds = [...signatures.values()].map(({ credentialRef }) => credentialRef);
  const delegationIds = approvals.flatMap(({ delegationId }) => delegationId ?? []);
  const breakGlassIds = approvals.flatMap(({ breakGlassId }) => breakGlassId ?? []);
  const [commands, passkeys, delegations, opened, audit] = await Promise.all([
    prisma.command.findMany({ where: { ...scope, id: { in: commandIds } } }),
    prisma.passkey.findMany({ where: { id: { in: passkeyIds } } }),
    prisma.delegation.findMany({ where: { id: { in: delegationIds } } }),
    prisma.breakGlass.findMany({ where: { ...scope, id: { in: breakGlassIds } } }),
    prisma.auditEvent.findMany({
      where: { action: "command.approved", commandId: { in: commandIds } },
    }),
  ]);
  const commandOf = new Map(commands.map((command) => [command.id, command]));
  const passkeyOf = new Map(passkeys.map((passkey) => [passkey.id, passkey]));
  const delegationOf = new Map(delegations.map((delegation) => [delegation.id, delegation]));
  const breakGlassOf = new Map(opened.map((breakGlass) => [breakGlass.id, breakGlass]));
  const records = approvals.flatMap((approval) => {
    const command = commandOf.get(approval.commandId);
    const signature = signatures.get(approval.id) ?? null;
    const passkey = passkeyOf.get(signature?.credentialRef ?? "") ?? null;
    const told = audit.filter((event) => event.commandId === approval.commandId);
    const audited = told.map(({ details, at }) => ({ details, at }));
    const delegation = delegationOf.get(approval.delegationId ?? "") ?? null;
    const breakGlass = breakGlassOf.get(approval.breakGlassId ?? "") ?? null;
    return command
      ? [{ approval, command, signature, passkey, delegation, breakGlass, audited }]
      : [];
  });
  const last = approvals.length < limit ? null : (approvals.at(-1)?.id ?? null);
  return { records, last };
}
