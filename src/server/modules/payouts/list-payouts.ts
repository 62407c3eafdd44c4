import type * as z from "zod/mini";
import type {
  bankProofOutput,
  listPayoutsInput,
  listPayoutsOutput,
  payoutFilterSchema,
} from "#core/contracts/payouts.ts";
import { cursorAt, readCursor } from "#server/platform/db/keyset-cursor.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findPayouts, payoutsListed, sumBankProof } from "./payout-list.repo.ts";
import { payoutView } from "./payouts.views.ts";

/** How far back payouts count for what is proven to the bank: a quarter, and what a statement may come late. */
const PROOF_MS = 100 * 86_400_000;

/** One page of payouts, latest arrival first. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listPayouts(
  runtime: Runtime,
  input: z.infer<typeof listPayoutsInput>,
): Promise<z.infer<typeof listPayoutsOutput>> {
  const { db, scope, clock } = runtime;
  const [found, freshness] = await Promise.all([
    findPayouts(db, scope, {
      ...filterOf(input),
      id: null,
      after: readCursor(input.cursor),
      limit: input.limit,
    }),
    readFreshness(runtime),
  ]);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => payoutView(row, clock.now())),
    nextCursor: found.length > input.limit && last ? cursorAt(last.arrivalAt, last.id) : null,
    freshness,
  };
}

type Filter = z.infer<typeof payoutFilterSchema>;

/** The condition that makes payouts `p` those of a list with this filter. */
export function conditionOfPayouts(
  { scope }: Pick<Runtime, "scope">,
  filter: Filter,
): ReturnType<typeof payoutsListed> {
  return payoutsListed(scope, filterOf(filter));
}

function filterOf({ query, status, bank }: Filter) {
  return { query: query ? query : null, statuses: status ?? [], banks: bank ?? [] };
}

/** How much of what should be at the bank by now is on its statements, in each currency, largest first. */
export async function readBankProof({
  db,
  scope,
  clock,
}: Pick<Runtime, "db" | "scope" | "clock">): Promise<z.infer<typeof bankProofOutput>> {
  const until = clock.now();
  const since = new Date(until.getTime() - PROOF_MS);
  const rows = await sumBankProof(db, scope, { since, until });
  return {
    since,
    currencies: rows.map(({ payouts, matched, ...sums }) => ({
      ...sums,
      payouts: Number(payouts),
      matched: Number(matched),
    })),
  };
}
