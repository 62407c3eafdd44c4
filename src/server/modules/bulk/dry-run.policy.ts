import type { BulkTotal, BulkWhy } from "#core/contracts/bulk.ts";
import { currency } from "#core/currency.ts";
import { add, type Money, moneyWords, parseMajor } from "#core/money.ts";
import type { AskedRow, ListRow } from "./read-list.ts";

/** A payment as it stands, as far as a row of a bulk asks. */
export interface BulkTarget {
  readonly paymentId: string;
  /** The charge that was paid; null where none was. */
  readonly chargeId: string | null;
  /** A succeeded, captured charge. */
  readonly paid: boolean;
  readonly currency: string;
  /** What can be refunded: captured, less what is refunded and what is reserved; minor units. */
  readonly available: bigint;
  /** A dispute because of which Stripe takes no refund. */
  readonly blocked: boolean;
  /** Its money was passed on to a connected account. */
  readonly connected: boolean;
  /** Why the policy forbids a refund of it whatever the amount; null while it does not. */
  readonly denied: string | null;
}

/** A row that is in the bulk. */
export interface IncludedRow {
  readonly line: number;
  readonly id: string;
  readonly paymentId: string;
  readonly chargeId: string;
  readonly amount: Money;
  readonly available: bigint;
}

/** A row that is not, and why. */
export interface LeftOutRow {
  readonly line: number;
  /** As it was pasted. */
  readonly id: string;
  readonly paymentId: string | null;
  readonly why: BulkWhy;
  readonly detail: string | null;
}

export type JudgedRow =
  | { readonly kind: "included"; readonly row: IncludedRow }
  | { readonly kind: "left-out"; readonly row: LeftOutRow };

/**
 * Judges each pasted row by how its payment stands: it is in with the amount that was typed, or all that is left, or it is
 * out with the first reason that holds. A payment is in at most once. `targets` by the ids that were pasted. Pure.
 */
export function judgeRows(
  rows: readonly ListRow[],
  targets: ReadonlyMap<string, BulkTarget>,
): JudgedRow[] {
  const firstLines = new Map<string, number>();
  return rows.map((listed) => {
    if (listed.kind === "unread") {
      const { line, text } = listed.row;
      return leftOut({ line, id: text }, null, "not_understood");
    }
    const { row } = listed;
    const target = targets.get(row.id);
    if (target === undefined) return leftOut(row, null, "unknown");
    const before = firstLines.get(target.paymentId);
    if (before !== undefined) return leftOut(row, target, "repeated", `line ${before}`);
    const result = judged(row, target);
    if (result.kind === "included") firstLines.set(target.paymentId, row.line);
    return result;
  });
}

function judged(row: AskedRow, target: BulkTarget): JudgedRow {
  const { chargeId, available, paymentId } = target;
  const why = whyNotRefundable(row, target);
  if (why !== null || chargeId === null) return leftOut(row, target, why ?? "not_refundable");
  const code = currency(target.currency);
  if (row.currency !== null && row.currency !== code)
    return leftOut(row, target, "currency", code.toUpperCase());
  const left: Money = { amountMinor: available, currency: code };
  const amount = row.amount === null ? left : parseMajor(row.amount, code);
  if (amount === null || amount.amountMinor <= 0n)
    return leftOut(row, target, "amount", `${row.amount} ${code.toUpperCase()}`);
  if (amount.amountMinor > available) return leftOut(row, target, "too_much", moneyWords(left));
  if (target.denied !== null) return leftOut(row, target, "policy", target.denied);
  const { line, id } = row;
  return { kind: "included", row: { line, id, paymentId, chargeId, amount, available } };
}

/** Why nothing of the payment can be refunded in a bulk, whatever the amount; null where something can. */
function whyNotRefundable({ id }: AskedRow, target: BulkTarget): BulkWhy | null {
  if (!id.startsWith("pi_") && id !== target.chargeId) return "other_charge";
  if (target.chargeId === null || !target.paid) return "not_refundable";
  if (target.connected) return "connected";
  if (target.blocked) return "disputed";
  return target.available <= 0n ? "nothing_left" : null;
}

function leftOut(
  { line, id }: { readonly line: number; readonly id: string },
  target: BulkTarget | null,
  why: BulkWhy,
  detail: string | null = null,
): JudgedRow {
  return { kind: "left-out", row: { line, id, paymentId: target?.paymentId ?? null, why, detail } };
}

/** The sums of rows by currency, the currency of most rows first. */
export function totalsOf(rows: readonly { readonly amount: Money }[]): BulkTotal[] {
  const totals = new Map<string, { amount: Money; rows: number }>();
  for (const { amount } of rows) {
    const before = totals.get(amount.currency);
    totals.set(amount.currency, {
      amount: before ? add(before.amount, amount) : amount,
      rows: (before?.rows ?? 0) + 1,
    });
  }
  return [...totals.values()].toSorted(
    (a, b) => b.rows - a.rows || a.amount.currency.localeCompare(b.amount.currency),
  );
}
