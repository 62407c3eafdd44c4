import type { BulkWhy } from "#core/contracts/bulk.ts";
import type { DomainError, DomainErrorCode } from "#core/errors.ts";
import { moneyWords } from "#core/money.ts";

const WHYS: Partial<Record<DomainErrorCode, BulkWhy>> = {
  NOT_FOUND: "unknown",
  PAYMENT_NOT_REFUNDABLE: "not_refundable",
  CONNECT_CHOICE_REQUIRED: "connected",
  REFUND_BLOCKED_BY_DISPUTE: "disputed",
  CURRENCY_MISMATCH: "currency",
  AMOUNT_NOT_POSITIVE: "amount",
  AMOUNT_EXCEEDS_REFUNDABLE: "too_much",
  POLICY_DENIED: "policy",
  BULK_ROW_CHANGED: "changed",
  NOT_PERMITTED: "requester_gone",
};

/** Why a row was not sent, from the refusal of its refund. Throws the error on where it says nothing of the row itself. */
export function bulkWhyOf(error: DomainError): { why: BulkWhy; detail: string | null } {
  const why = WHYS[error.code];
  if (why === undefined) throw error;
  return { why, detail: detailOf(error) };
}

function detailOf({ code, facts }: DomainError): string | null {
  const { currency, remaining, signed, now, rules } = facts;
  if (code === "POLICY_DENIED" && typeof rules === "string") return rules;
  if (typeof currency !== "string") return null;
  const words = (minor: unknown) =>
    typeof minor === "string" ? moneyWords({ amountMinor: BigInt(minor), currency }) : "";
  if (code === "AMOUNT_EXCEEDS_REFUNDABLE") return `${words(remaining)} is left`;
  if (code === "BULK_ROW_CHANGED") return `${words(signed)} was left then, ${words(now)} now`;
  return null;
}
