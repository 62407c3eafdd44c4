import type { CommandDetail } from "#core/contracts/commands.ts";
import type { PostingDto } from "#core/contracts/refunds.ts";
import { formatMajor } from "#core/money.ts";
import type { PostedJournal, PostedLeg } from "../ledger/index.ts";

type Prediction = CommandDetail["prediction"];

/**
 * Compares what was predicted with the journal that was posted: per account and currency, in minor units. Each difference
 * is a sentence. Nothing predicted gives `none`; no journal yet, `waiting`.
 */
export function comparePrediction(
  predicted: readonly PostingDto[],
  posted: PostedJournal | null,
): Prediction {
  if (predicted.length === 0)
    return { state: "none", differences: [], journalId: posted?.journalId ?? null };
  if (!posted) return { state: "waiting", differences: [], journalId: null };
  const expected = totals(
    predicted.map(({ account, amount }) => ({
      account,
      amount: amount.amountMinor,
      currency: amount.currency,
    })),
  );
  const actual = totals(posted.legs);
  const keys = [...new Set([...expected.keys(), ...actual.keys()])].toSorted();
  const differences = keys.flatMap((key) =>
    difference(key, expected.get(key) ?? 0n, actual.get(key) ?? 0n),
  );
  return {
    state: differences.length === 0 ? "equal" : "different",
    differences,
    journalId: posted.journalId,
  };
}

function totals(legs: readonly PostedLeg[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, currency, amount } of legs) {
    const key = `${account} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount);
  }
  return sums;
}

function difference(key: string, expected: bigint, actual: bigint): string[] {
  if (expected === actual) return [];
  const [account = "", code = ""] = key.split(" ");
  const words = (amountMinor: bigint): string => formatMajor({ amountMinor, currency: code });
  return [
    `${account}: predicted ${words(expected)} ${code.toUpperCase()}, posted ${words(actual)} ${code.toUpperCase()}`,
  ];
}
