/** How Stripe rates a payment, as far as it says. */
export const riskBands = ["highest", "elevated", "normal", "unrated"] as const;
export type RiskBand = (typeof riskBands)[number];

/** Stripe's default thresholds: 65 is elevated, 75 highest (docs.stripe.com/radar/risk-evaluation). */
const ELEVATED_FROM = 65;
const HIGHEST_FROM = 75;

/**
 * What share of each band turns out bad before our own payments have told. Set by judgement, and deliberately weak: a
 * belief worth twenty payments, so that a few dozen outcomes outweigh it.
 */
export const BAND_PRIOR: Readonly<Record<RiskBand, number>> = {
  highest: 0.6,
  elevated: 0.2,
  normal: 0.01,
  unrated: 0.02,
};
export const PRIOR_PAYMENTS = 20;

/** The band of a charge: Stripe's level, or its score by Stripe's thresholds where the level is missing. */
export function bandOf(level: string | null, score: number | null): RiskBand {
  if (level === "highest" || level === "elevated" || level === "normal") return level;
  if (score === null) return "unrated";
  if (score >= HIGHEST_FROM) return "highest";
  return score >= ELEVATED_FROM ? "elevated" : "normal";
}
