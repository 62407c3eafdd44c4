import type * as z from "zod/mini";
import {
  type FeeSummary,
  type feeChargesInput,
  type feeChargesOutput,
  type feeSummaryInput,
  MAX_FEE_SPAN_DAYS,
} from "#core/contracts/fees.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { type FeePeriod, feePeriod } from "./fee-period.ts";
import {
  findFeeCharges,
  findPeriodicFees,
  type PeriodicFeeRow,
  type Span,
  sumFees,
  sumOtherFees,
  sumVolume,
} from "./fees.repo.ts";

type Reads = Pick<Runtime, "db" | "scope">;

const DAY_MS = 86_400_000;
/** Fees for a period that are shown; Stripe books a handful a month. */
const PERIODIC_SHOWN = 100;

function checkSpan({ from, to }: Span): void {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days <= 0 || days > MAX_FEE_SPAN_DAYS)
    throw new DomainError("INVALID_INPUT", { field: "to" });
}

/**
 * What charges cost in a span, grouped; beside it what Stripe took for whole periods, each with the volume of its period.
 * Throws INVALID_INPUT for a span that is empty or longer than `MAX_FEE_SPAN_DAYS`.
 */
export async function summariseFees(
  { db, scope }: Reads,
  timeZone: string,
  { from, to, by }: z.infer<typeof feeSummaryInput>,
): Promise<FeeSummary> {
  const span = { from, to };
  checkSpan(span);
  const [groups, others, periodic] = await Promise.all([
    sumFees(db, scope, { span, by, timeZone }),
    sumOtherFees(db, scope, span),
    findPeriodicFees(db, scope, span, PERIODIC_SHOWN),
  ]);
  return {
    groups: groups.map(({ charges, ...sums }) => ({ ...sums, charges: Number(charges) })),
    others: others.map(({ count, ...sums }) => ({ ...sums, count: Number(count) })),
    periods: await withVolumes({ db, scope }, periodic),
  };
}

const periodKey = ({ from, to }: FeePeriod) => `${from.getTime()}-${to.getTime()}`;

async function withVolumes(
  { db, scope }: Reads,
  rows: readonly PeriodicFeeRow[],
): Promise<FeeSummary["periods"]> {
  const found = rows.map((row) => ({ row, period: feePeriod(row.description, row.bookedAt) }));
  const distinct = new Map(found.map(({ period }) => [periodKey(period), period]));
  const volumes = new Map(
    await Promise.all(
      [...distinct].map(
        async ([key, period]) => [key, await sumVolume(db, scope, period)] as const,
      ),
    ),
  );
  return found.map(({ row: { journalId, description, ...row }, period }) => ({
    ...row,
    ...period,
    journalId: journalId?.toString() ?? null,
    description: description ?? "",
    volume:
      volumes.get(periodKey(period))?.find(({ currency }) => currency === row.currency)?.volume ??
      0n,
  }));
}

/** One page of charges with their fees, newest first. Throws INVALID_INPUT for a span or cursor that does not do. */
export async function listFeeCharges(
  { db, scope }: Reads,
  input: z.infer<typeof feeChargesInput>,
): Promise<z.infer<typeof feeChargesOutput>> {
  const span = { from: input.from, to: input.to };
  checkSpan(span);
  const found = await findFeeCharges(db, scope, {
    span,
    method: input.method ?? null,
    region: input.region ?? null,
    currency: input.currency ?? null,
    after: readCursor(input.cursor),
    limit: input.limit,
  });
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({ ...row, journalId: row.journalId?.toString() ?? null })),
    nextCursor:
      found.length > input.limit && last
        ? `${last.createdAt.getTime()}.${last.transactionId}`
        : null,
  };
}

function readCursor(cursor: string | undefined): { createdAt: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [, millis, id] = /^(\d{1,15})\.(\w{1,255})$/.exec(cursor) ?? [];
  if (millis === undefined || id === undefined)
    throw new DomainError("INVALID_INPUT", { field: "cursor" });
  return { createdAt: new Date(Number(millis)), id };
}
