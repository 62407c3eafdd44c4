import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { type AuditActor, recordAudit } from "#server/platform/audit/audit-event.repo.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import { natureOf } from "./chart-of-accounts.ts";
import type { JournalDraft } from "./post-balance-transaction.ts";
import { insertJournals } from "./posting.repo.ts";

/** Who posts, and the approved command that it carries out, if a person asked for it. */
export interface JournalAuthor {
  readonly by: AuditActor;
  readonly commandId: string | null;
}

/**
 * Posts journals that do not come from a balance transaction (RECLASS, BANK, ADJ, REVERSAL) in the caller's transaction,
 * with their audit rows. Repeatable: a key that is there already is left alone. Out: the numbers of those written now, by key.
 * Throws LEGS_UNBALANCED and ACCOUNT_NOT_ADJUSTABLE before anything is written; the database holds both as well.
 */
export async function postJournals(
  tx: Transaction,
  scope: AccountScope,
  drafts: readonly JournalDraft[],
  author: JournalAuthor,
): Promise<Map<string, bigint>> {
  for (const draft of drafts) demandPostable(draft);
  const { by, commandId } = author;
  const sourceType = commandId === null ? "clearing" : "command";
  const written = await insertJournals(tx, scope, drafts, { sourceType, commandId });
  for (const [key, id] of written) {
    await recordAudit(tx, {
      actor: by,
      action: "journal.posted",
      result: "done",
      resource: { type: "journal", id: id.toString() },
      ...(commandId === null ? {} : { commandId }),
      details: { key },
    });
  }
  const newest = [...written.values()].reduce((a, b) => (a > b ? a : b), 0n).toString();
  if (written.size > 0) {
    await appendEvent(tx, scope, {
      topic: "ledger.posted",
      key: newest,
      payload: { version: 1, journals: written.size, newestId: newest },
    });
  }
  return written;
}

function demandPostable({ kind, legs }: JournalDraft): void {
  const sums = new Map<string, bigint>();
  for (const { account, currency, amount } of legs) {
    if (!natureOf(account).allowedKinds.includes(kind))
      throw new DomainError("ACCOUNT_NOT_ADJUSTABLE", { account });
    sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  }
  const unequal = [...sums].find(([, sum]) => sum !== 0n);
  if (unequal)
    throw new DomainError("LEGS_UNBALANCED", {
      currency: unequal[0],
      difference: unequal[1].toString(),
    });
  if (legs.length < 2) throw new DomainError("LEGS_UNBALANCED", { entries: legs.length });
}
