import { fullDays } from "#core/break-ageing.ts";
import { BREAK_TYPES, type BreakType } from "#core/break-types.ts";
import type { PayoutDto, PayoutLineDto, PayoutTotalDto } from "#core/contracts/payouts.ts";
import type { LineRow, TotalRow } from "./payout-detail.repo.ts";
import type { PayoutRecord } from "./payout-list.repo.ts";

/** A payout for people; days are counted from when it left the balance until the bank booked it, or until `now`. */
export function payoutView(row: PayoutRecord, now: Date): PayoutDto {
  const { id, amount, currency, breakId, breakType, bookedOn, bank } = row;
  return {
    id,
    amount: { amountMinor: amount, currency },
    status: row.status,
    automatic: row.automatic,
    method: row.method,
    createdAt: row.createdAt,
    arrivalAt: row.arrivalAt,
    lines: Number(row.lines),
    bank,
    daysOutstanding: bank === "returned" ? null : fullDays(row.createdAt, bookedOn ?? now),
    traceId: row.traceId,
    openBreak: breakId === null ? null : { id: breakId, label: labelOf(breakType ?? "") },
  };
}

function labelOf(type: string): string {
  return Object.hasOwn(BREAK_TYPES, type) ? BREAK_TYPES[type as BreakType].label : type;
}

export function totalView({ category, count, gross, fee, net }: TotalRow): PayoutTotalDto {
  return { category, count: Number(count), gross, fee, net };
}

export function lineView(row: LineRow): PayoutLineDto {
  return { ...row, journalId: row.journalId?.toString() ?? null };
}
