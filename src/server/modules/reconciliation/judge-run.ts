import { createHash } from "node:crypto";
import type { BreakType, ReconciliationLevel } from "#core/break-types.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { StripeReader } from "#server/platform/stripe/stripe-reader.ts";
import {
  compareWithStripe,
  drainFeed,
  findMissingTransactions,
  type MissingTransaction,
} from "../ledger/index.ts";
import { findBankItems, hasBankAccount } from "./bank-sides.repo.ts";
import { type FeePlan, planFor } from "./fee-plan.ts";
import { learnFeePlans } from "./fee-plans.repo.ts";
import { judgeBalance, type MissingNet } from "./judge-balance.ts";
import { judgeBank } from "./judge-bank.ts";
import { judgeFeed } from "./judge-feed.ts";
import { judgeFeesAndClearing } from "./judge-fees.ts";
import { judgeObjects } from "./judge-objects.ts";
import { judgePayouts } from "./judge-payouts.ts";
import { judgeTransactions } from "./judge-transactions.ts";
import type { LevelResult } from "./level-result.ts";
import { matchBank } from "./match-bank.ts";
import { boundsOf } from "./missing-bounds.ts";
import { findChargeMethods } from "./missing-charges.repo.ts";
import { RULE_VERSION } from "./rule-version.ts";
import { digestOfSides, findOpenBreaks, type OpenBreak } from "./run-close.repo.ts";

/** What a run judges, and the instant that its graces count from, in business time. */
export interface RunPlan {
  readonly runId: string;
  readonly asOf: Date;
  readonly levels: readonly ReconciliationLevel[];
  /** Whether Stripe's whole list is compared, instead of what may have changed since the last run. */
  readonly full: boolean;
}

/** Everything a run found, and what was open when it looked. */
export interface RunJudgement {
  readonly results: readonly LevelResult[];
  /** The types of break that this run would have found, were they there. */
  readonly judgedTypes: (type: BreakType, level: ReconciliationLevel) => boolean;
  readonly openBefore: readonly OpenBreak[];
  readonly inputsHash: string;
}

const READ_MS = 300_000;

/**
 * Judges the levels of a run. Stripe is asked first (R0's lists, R2's balance) and the bank matched; then all sides that
 * our database holds are read in one snapshot, so that the levels agree with each other. Changes no break.
 */
export async function judgeRun(
  runtime: Runtime,
  reader: StripeReader,
  plan: RunPlan,
): Promise<RunJudgement> {
  const { db, scope } = runtime;
  const { asOf, levels } = plan;
  const wants = (level: ReconciliationLevel): boolean => levels.includes(level);
  const feed = wants("R0") ? await judgeFeed(runtime, reader, plan) : null;
  const comparisons = wants("R2")
    ? await compareWithStripe(runtime, reader, () => drainFeed(runtime, reader))
    : null;
  if (wants("R5")) await matchBank(runtime, plan.runId);
  const missing = wants("R2") || wants("R4") ? await findMissingTransactions(db, scope) : [];
  const read = async (tx: Transaction): Promise<RunJudgement> => {
    await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(READ_MS)}, true)`;
    const plans = wants("R6") || missing.length > 0 ? await learnFeePlans(tx, scope, asOf) : [];
    const nets = await withBounds(tx, missing, plans, runtime);
    const judges: Partial<Record<ReconciliationLevel, () => Promise<LevelResult | null>>> = {
      R1: () => judgeTransactions(tx, scope, feed?.changed ?? []),
      R2: () => Promise.resolve(comparisons && judgeBalance(comparisons, nets)),
      R3: () => judgeObjects(tx, scope, asOf),
      R4: () => judgePayouts(tx, scope, nets),
      R5: async () =>
        (await hasBankAccount(tx, scope)) ? judgeBank(await findBankItems(tx, scope), asOf) : null,
      R6: () => judgeFeesAndClearing(tx, scope, { asOf, plans }),
    };
    const results: LevelResult[] = feed === null ? [] : [feed.result];
    for (const level of levels) {
      const result = await judges[level]?.();
      if (result) results.push(result);
    }
    const openBefore = await findOpenBreaks(tx, scope);
    const sides = await digestOfSides(tx, scope);
    const complete = new Set(results.filter((result) => result.complete).map(({ level }) => level));
    return {
      results,
      judgedTypes: (type, level) =>
        complete.has(level) && (type !== "CHANGED_AT_STRIPE" || complete.has("R0")),
      openBefore,
      inputsHash: createHash("sha256")
        .update(
          [RULE_VERSION, asOf.toISOString(), levels.join(","), feed?.digest ?? "", sides].join(
            "\n",
          ),
        )
        .digest("hex"),
    };
  };
  return db.transaction(read, { isolation: "RepeatableRead", timeoutMs: READ_MS });
}

async function withBounds(
  tx: Transaction,
  missing: readonly MissingTransaction[],
  plans: readonly FeePlan[],
  { scope }: Runtime,
): Promise<MissingNet[]> {
  const charges = missing.filter(({ objectType }) => objectType === "charge");
  const methods = await findChargeMethods(
    tx,
    scope,
    charges.map(({ objectId }) => objectId),
  );
  return missing.map((named) => {
    const method = methods.get(named.objectId);
    const plan = method && planFor(plans, { currency: named.currency, ...method });
    return { ...named, bounds: boundsOf(named, plan) };
  });
}
