import type { Transaction } from "#server/platform/db/database.ts";
import { recordAudit, systemActor } from "../audit/index.ts";
import {
  type BalanceComparison,
  compareWithStripe,
  drainFeed,
  sumOpenings,
  sumTransactions,
} from "../ledger/index.ts";
import { type BackfillRun, moveRun } from "./backfill-runs.repo.ts";
import type { HistorySource } from "./import-page.ts";
import type { StoredProof } from "./stored-proof.ts";

const ATTEMPTS = 5;
const SEGMENTS = ["available", "pending"] as const;

interface Sums {
  readonly openings: Awaited<ReturnType<typeof sumOpenings>>;
  readonly transactions: Awaited<ReturnType<typeof sumTransactions>>;
}

/**
 * Proves a run: for each currency and segment, the opening balance and all transactions since come to what Stripe holds
 * now, compared behind the read fence. The proof is kept with the run whichever way it ends; a difference is also the
 * feed's to find, which opens the break. Throws when Stripe's balance moved each time.
 */
export async function proveRun(
  { runtime, reader }: HistorySource,
  run: BackfillRun,
  hold: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const { db, scope, clock } = runtime;
  const rows = await measure({ runtime, reader });
  const isEqual = rows.every(
    ({ opening, transactions, stripe }) =>
      BigInt(opening) + BigInt(transactions) === BigInt(stripe),
  );
  const to = isEqual ? "proven" : "unproven";
  const proof = { provedAt: clock.now().toISOString(), rows };
  await db.transaction(async (tx) => {
    await hold(tx);
    const ended = { from: "proving", to, finishedAt: clock.realNow(), proof } as const;
    if (!(await moveRun(tx, scope, run.id, ended))) return;
    await recordAudit(tx, {
      actor: systemActor("backfill"),
      action: "backfill.finished",
      result: "done",
      resource: { type: "backfill_run", id: run.id },
      details: { state: to },
    });
  });
}

/** The sums are taken inside the fence; a page that the feed stored between them and the books is waited out. */
async function measure({
  runtime,
  reader,
}: Pick<HistorySource, "runtime" | "reader">): Promise<StoredProof["rows"]> {
  const { db, scope } = runtime;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    let sums: Sums = { openings: [], transactions: [] };
    const comparisons = await compareWithStripe(runtime, reader, async () => {
      await drainFeed(runtime, reader);
      sums = {
        openings: await sumOpenings(db, scope),
        transactions: await sumTransactions(db, scope),
      };
    });
    const rows = comparisons.flatMap((one) => SEGMENTS.map((segment) => rowOf(one, segment, sums)));
    const isStill = comparisons.every(({ drift }) => drift !== null);
    if (isStill && rows.every(({ isPosted }) => isPosted)) return rows.map(({ row }) => row);
  }
  throw new Error("Stripe's balance moved each time it was compared");
}

function rowOf(
  { currency, ledger, stripe }: BalanceComparison,
  segment: (typeof SEGMENTS)[number],
  { openings, transactions }: Sums,
) {
  const opening =
    openings.find((one) => one.currency === currency && one.segment === `payments.${segment}`)
      ?.total ?? 0n;
  const moved =
    transactions.find(
      (one) =>
        one.currency === currency && one.balanceType === "payments" && one.status === segment,
    )?.total ?? 0n;
  return {
    isPosted: opening + moved === ledger[segment],
    row: {
      currency,
      segment,
      opening: opening.toString(),
      transactions: moved.toString(),
      stripe: stripe[segment].toString(),
    },
  };
}
