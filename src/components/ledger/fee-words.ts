import { valueText } from "#components/charts/prepare/chart-value.ts";
import { METHOD_TYPES } from "#components/payments/method-text.ts";
import type { CardRegion, FeeDimension } from "#core/contracts/fees.ts";
import { basisPoints } from "#core/money.ts";

/** What fees are grouped by, in words. */
export const DIMENSION_WORDS: Readonly<Record<FeeDimension, string>> = {
  day: "Day",
  method: "Method",
  region: "Card from",
  currency: "Currency",
};

/** Where a card is from. */
export const REGION_WORDS: Readonly<Record<CardRegion, string>> = {
  domestic: "Same country",
  eea: "Rest of the EEA",
  international: "Further away",
  none: "No card",
};

/** The name of a group. */
export function groupName(by: FeeDimension, key: string): string {
  if (by === "method") return METHOD_TYPES[key] ?? key;
  if (by === "currency") return key.toUpperCase();
  if (by === "region" && Object.hasOwn(REGION_WORDS, key)) return REGION_WORDS[key as CardRegion];
  return key;
}

/** The fee as a share of the gross amount: "2.61%"; a dash where nothing was charged. */
export function effectiveRate(fee: bigint, gross: bigint): string {
  return gross === 0n ? "–" : valueText(basisPoints(fee, gross), { kind: "basis_points" });
}
