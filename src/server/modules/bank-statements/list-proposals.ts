import type * as z from "zod/mini";
import {
  type listProposalsInput,
  type listProposalsOutput,
  proposalSchema,
} from "#core/contracts/bank-statements.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findLinesById } from "./bank-lines.repo.ts";
import { lineView } from "./bank-statements.views.ts";
import { pageOf, readCursor } from "./page-cursor.ts";
import { findProposals, findProposedPayouts } from "./proposals.repo.ts";

const { state: stateSchema } = proposalSchema.shape;

/** A page of proposals that wait for people, with their payouts and lines. Throws INVALID_INPUT for a foreign cursor. */
export async function listProposals(
  { db, scope }: Runtime,
  { cursor, limit }: z.infer<typeof listProposalsInput>,
): Promise<z.infer<typeof listProposalsOutput>> {
  const records = await findProposals(db, scope, { after: readCursor(cursor), limit });
  const { page, nextCursor } = pageOf(records, limit, (row) => ({ at: row.createdAt, id: row.id }));
  const [payouts, lines] = await Promise.all([
    findProposedPayouts(
      db,
      scope,
      page.flatMap(({ payoutIds }) => payoutIds),
    ),
    findLinesById(
      db,
      scope,
      page.flatMap(({ bankLineIds }) => bankLineIds),
    ),
  ]);
  const rows = page.map((row) => ({
    id: row.id,
    method: row.method,
    confidence: row.confidence,
    state: stateSchema.parse(row.state),
    commandId: row.commandId,
    difference: { amountMinor: row.difference, currency: row.currency },
    payouts: payouts
      .filter(({ id }) => row.payoutIds.includes(id))
      .map(({ amount, currency, ...payout }) => ({
        ...payout,
        amount: { amountMinor: amount, currency },
      })),
    lines: lines.filter(({ id }) => row.bankLineIds.includes(id)).map(lineView),
  }));
  return { rows, nextCursor };
}
