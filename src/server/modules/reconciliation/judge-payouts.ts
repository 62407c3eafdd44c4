import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { MissingNet } from "./judge-balance.ts";
import type { BrokenItem, LevelResult } from "./level-result.ts";
import { explains } from "./missing-bounds.ts";
import { payoutItems } from "./payouts.repo.ts";
import { tallyItems } from "./tally.repo.ts";

/**
 * R4: a payout that Stripe has reconciled is the sum of its lines; one that came back has a later one that was paid. A
 * payout that lacks just what R0 knows to be missing is expected here.
 */
export async function judgePayouts(
  tx: Transaction,
  scope: AccountScope,
  missing: readonly MissingNet[],
): Promise<LevelResult> {
  const { tallies, broken, complete } = await tallyItems(tx, payoutItems(scope));
  const explained = broken.filter((item) => isExplained(item, missing));
  return {
    level: "R4",
    tallies: [
      ...tallies,
      ...explained.map(({ currency, value }) => ({ currency, matched: 0n, expected: 1n, value })),
    ],
    broken: broken.filter((item) => !explained.includes(item)),
    complete,
  };
}

/** One of what is missing, or all of it, is what the lines lack. */
function isExplained({ currency, findings }: BrokenItem, missing: readonly MissingNet[]): boolean {
  const [found, ...others] = findings;
  if (found?.type !== "PAYOUT_SUM_MISMATCH" || others.length > 0) return false;
  const own = missing.filter((named) => named.currency === currency);
  return explains(
    own.map(({ bounds }) => bounds),
    -(found.amount ?? 0n),
  );
}
