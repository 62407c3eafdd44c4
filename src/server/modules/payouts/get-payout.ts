import type * as z from "zod/mini";
import type {
  listPayoutLinesInput,
  listPayoutLinesOutput,
  PayoutDetailDto,
} from "#core/contracts/payouts.ts";
import { DomainError } from "#core/errors.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import {
  type BankLineRow,
  findBankLine,
  findLines,
  findPayoutFacts,
  findReturn,
  sumLines,
} from "./payout-detail.repo.ts";
import { findPayouts } from "./payout-list.repo.ts";
import { lineView, payoutView, totalView } from "./payouts.views.ts";

type Reads = Pick<Runtime, "db" | "scope" | "clock">;

/** One payout: its sums, its place on the bank's statement, and its failure. Throws NOT_FOUND. */
export async function getPayout(runtime: Reads, payoutId: string): Promise<PayoutDetailDto> {
  const { db, scope, clock } = runtime;
  const [row] = await findPayouts(db, scope, {
    id: payoutId,
    query: null,
    statuses: [],
    banks: [],
    after: null,
    limit: 1,
  });
  if (row === undefined) throw new DomainError("NOT_FOUND", { payoutId });
  const [facts, totals, bankLine] = await Promise.all([
    findPayoutFacts(db, scope, payoutId),
    sumLines(db, scope, payoutId),
    findBankLine(db, scope, payoutId),
  ]);
  const net = totals.reduce((sum, total) => sum + total.net, 0n);
  return {
    payout: payoutView(row, clock.now()),
    statementDescriptor: facts.statementDescriptor,
    destinationId: facts.destinationId,
    traceStatus: facts.traceStatus,
    reconciliationStatus: facts.reconciliationStatus,
    totals: totals.map(totalView),
    difference: { amountMinor: net - row.amount, currency: row.currency },
    bankLine: bankLine === null ? null : bankLineView(bankLine),
    failure: row.status === "failed" ? await failureOf(runtime, facts) : null,
    originalPayoutId: facts.originalPayoutId,
    reversedById: facts.reversedById,
  };
}

function bankLineView(row: BankLineRow): PayoutDetailDto["bankLine"] {
  const { amount, currency, payouts, ...line } = row;
  return { ...line, amount: { amountMinor: amount, currency }, payouts: Number(payouts) };
}

async function failureOf(
  { db, scope }: Reads,
  facts: Awaited<ReturnType<typeof findPayoutFacts>>,
): Promise<PayoutDetailDto["failure"]> {
  const transactionId = facts.failureBalanceTransactionId;
  const returned = transactionId === null ? null : await findReturn(db, scope, transactionId);
  return {
    code: facts.failureCode,
    message: facts.failureMessage,
    transactionId,
    journalId: returned?.journalId?.toString() ?? null,
    returned: returned && {
      amount: { amountMinor: returned.net, currency: returned.currency },
      at: returned.createdAt,
    },
  };
}

/** One page of a payout's lines, newest first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listPayoutLines(
  { db, scope }: Reads,
  input: z.infer<typeof listPayoutLinesInput>,
): Promise<z.infer<typeof listPayoutLinesOutput>> {
  const found = await findLines(db, scope, {
    payoutId: input.payoutId,
    category: input.category ?? null,
    after: readCursor(input.cursor),
    limit: input.limit,
  });
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(lineView),
    nextCursor: found.length > input.limit && last ? cursorAt(last.createdAt, last.id) : null,
  };
}
