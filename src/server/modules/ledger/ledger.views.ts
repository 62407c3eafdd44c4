import type { JournalDto, LedgerAccountDto } from "#core/contracts/ledger.ts";
import { invariant } from "#core/invariant.ts";
import type { AccountBalance, LastReading } from "./accounts.repo.ts";
import { type AccountClass, accountLabel } from "./chart-of-accounts.ts";
import type { JournalRecord, LegRecord } from "./journals.repo.ts";

const CLASSES: readonly AccountClass[] = [
  "asset",
  "liability",
  "equity",
  "income",
  "expense",
  "clearing",
];

/** An account for people: its words and its balance, debit positive. */
export function accountView(row: AccountBalance): LedgerAccountDto {
  const kind = CLASSES.find((name) => name === row.class);
  invariant(kind !== undefined, `unknown class of account ${row.code}: ${row.class}`);
  return {
    id: row.id.toString(),
    code: row.code,
    label: accountLabel(row.code),
    class: kind,
    normalSide: row.normalSide === "credit" ? "credit" : "debit",
    balance: { amountMinor: row.balance, currency: row.currency },
    entries: Number(row.entries),
  };
}

/** The books beside Stripe's own balance in one currency. */
export interface ProofView {
  readonly currency: string;
  readonly trialBalance: bigint;
  readonly ledgerPending: bigint;
  readonly ledgerAvailable: bigint;
  readonly stripePending: bigint | null;
  readonly stripeAvailable: bigint | null;
  readonly drift: bigint | null;
  readonly readAt: Date | null;
}

/** One proof for each currency of the books or of Stripe's balance. */
export function proofViews(
  accounts: readonly AccountBalance[],
  readings: readonly LastReading[],
): ProofView[] {
  const currencies = new Set([...accounts, ...readings].map(({ currency }) => currency));
  return [...currencies].toSorted().map((currency) => {
    const own = accounts.filter((account) => account.currency === currency);
    const reading = readings.find((candidate) => candidate.currency === currency);
    const mirrored = (status: string): bigint =>
      sum(own.filter(({ code }) => code.startsWith("A.stripe.") && code.endsWith(`.${status}`)));
    return {
      currency,
      trialBalance: sum(own),
      ledgerPending: mirrored("pending"),
      ledgerAvailable: mirrored("available"),
      stripePending: reading?.pending ?? null,
      stripeAvailable: reading?.available ?? null,
      drift: reading?.drift ?? null,
      readAt: reading?.readAt ?? null,
    };
  });
}

function sum(accounts: readonly AccountBalance[]): bigint {
  return accounts.reduce((total, { balance }) => total + balance, 0n);
}

/** Where the object behind a journal is shown: its payment's page, or the payout's; null where it has none. */
export function objectHref({
  objectId,
  paymentId,
}: Pick<JournalRecord, "objectId" | "paymentId">): string | null {
  if (paymentId !== null) return `/payments/${paymentId}`;
  return objectId?.startsWith("po_") ? `/payouts/${objectId}` : null;
}

/** A journal for people, with its legs in the order they were posted. */
export function journalView(row: JournalRecord, legs: readonly LegRecord[]): JournalDto {
  return {
    id: row.id.toString(),
    key: row.key,
    kind: row.kind,
    description: row.description,
    eventAt: row.eventAt,
    createdAt: row.createdAt,
    sourceId: row.sourceId,
    objectId: row.objectId,
    href: objectHref(row),
    legs: legs
      .filter(({ journalId }) => journalId === row.id)
      .map((leg) => ({
        accountId: leg.accountId.toString(),
        code: leg.code,
        label: accountLabel(leg.code),
        amount: { amountMinor: leg.amount, currency: leg.currency },
      })),
  };
}

/**
 * Stripe's balance transaction as indented JSON. Its description is the shop's own text and may name a customer, so it is
 * left out where a person reads it; everything else of the object is ids, codes and amounts.
 */
export function rawTransactionText(raw: unknown): string {
  return JSON.stringify(
    raw,
    (key, value: unknown) => (key === "description" && value !== null ? "•••" : value),
    2,
  );
}
