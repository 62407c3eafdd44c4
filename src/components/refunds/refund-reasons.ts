import { type RefundReason, refundReasons } from "#core/contracts/refunds.ts";

/** The reasons by their names, in the order of the digits that pick them. */
export const REFUND_REASON_TITLES = {
  requested_by_customer: "Customer asked for it",
  duplicate: "Charged twice",
  not_received: "Goods or service not received",
  not_as_described: "Not as described",
  goodwill: "Goodwill",
  fraudulent: "Fraudulent payment",
  other: "Something else",
} as const satisfies Record<RefundReason, string>;

const isRefundReason = (code: string): code is RefundReason =>
  Object.hasOwn(REFUND_REASON_TITLES, code);

/** A stored reason in words; a code that this version does not know stays as it is. */
export function refundReasonTitle(code: string): string {
  return isRefundReason(code) ? REFUND_REASON_TITLES[code] : code;
}

/** The reason that a digit picks ("1" the first), or null. */
export function reasonOfDigit(key: string): RefundReason | null {
  return /^[1-9]$/.test(key) ? (refundReasons[Number(key) - 1] ?? null) : null;
}
