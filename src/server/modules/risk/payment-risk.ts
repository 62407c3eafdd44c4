import { betaQuantile } from "#core/beta-distribution.ts";
import type { Suggestion } from "#core/contracts/reviews.ts";
import { BAND_PRIOR, PRIOR_PAYMENTS, type RiskBand } from "./risk-band.ts";
import { type Velocity, velocityReasons } from "./velocity-reasons.ts";

const DETECTOR = "payment-risk";
const VERSION = "1";

/** Below this many outcomes of similar payments the machine only asks to look. */
const MIN_SAMPLE = 30;
const REFUND_FROM = 0.5;
const CLEAR_BELOW = 0.1;
/** Ends of the interval: nine of ten times the share lies between them. */
const LOW = 0.05;
const HIGH = 0.95;
/** A payment that Stripe rates normal needs at least this much to trouble a person. */
const OPEN_FROM_BP = 500;

/** Past payments of the same band whose outcome is known: how many, and how many of them turned out bad. */
export interface BandOutcomes {
  readonly payments: number;
  readonly bad: number;
}

export interface RiskFacts {
  readonly band: RiskBand;
  readonly stripeScore: number | null;
  readonly outcomes: BandOutcomes;
  readonly velocity: Velocity;
}

export interface RiskJudgement {
  readonly suggestion: Suggestion;
  /** Codes of what counted against the payment: the same ones again are the same evidence. */
  readonly codes: readonly string[];
  /** Whether it is worth a person's look. */
  readonly suspicious: boolean;
}

/** Whether anything at all speaks against a payment; otherwise no outcome of others can make it suspicious. */
export function isWorthLearning(band: RiskBand, velocity: Velocity): boolean {
  return isRaised(band) || velocityReasons(velocity).some((reason) => reason.weight > 0);
}

function isRaised(band: RiskBand): boolean {
  return band === "elevated" || band === "highest";
}

/**
 * Judges a payment: the share of bad ones among similar past payments (a beta posterior), moved along the log-odds by
 * each reason. The weights of the reasons, in basis points of probability in their order, add up to the score. Pure.
 */
export function judgePayment(facts: RiskFacts): RiskJudgement {
  const share = BAND_PRIOR[facts.band];
  const a = share * PRIOR_PAYMENTS + facts.outcomes.bad;
  const b = (1 - share) * PRIOR_PAYMENTS + facts.outcomes.payments - facts.outcomes.bad;
  const reasons = velocityReasons(facts.velocity);
  const shift = reasons.reduce((sum, reason) => sum + reason.weight, 0);
  const low = shifted(betaQuantile(LOW, a, b), shift);
  const high = shifted(betaQuantile(HIGH, a, b), shift);
  const base = a / (a + b);
  const scoreBp = toBp(shifted(base, shift));
  const against = reasons.filter((reason) => reason.weight > 0).map((reason) => reason.code);
  return {
    suggestion: {
      verdict: verdictOf(low, high, facts.outcomes.payments),
      scoreBp,
      // The mean of a skewed share may lie outside its own interval; what is shown must not.
      lowBp: Math.min(toBp(low), scoreBp),
      highBp: Math.max(toBp(high), scoreBp),
      sample: facts.outcomes.payments,
      detector: DETECTOR,
      detectorVersion: VERSION,
      reasons: explained(facts, base, reasons),
    },
    codes: [`stripe-${facts.band}`, ...against],
    suspicious: isRaised(facts.band) || (against.length > 0 && scoreBp >= OPEN_FROM_BP),
  };
}

/** Never more than "look at it" from a small sample or from an interval that straddles the limits. */
function verdictOf(low: number, high: number, sample: number): Suggestion["verdict"] {
  if (sample < MIN_SAMPLE) return "investigate";
  if (low >= REFUND_FROM) return "refund";
  return high <= CLEAR_BELOW ? "clear" : "investigate";
}

function explained(
  facts: RiskFacts,
  base: number,
  reasons: ReturnType<typeof velocityReasons>,
): Suggestion["reasons"] {
  let shift = 0;
  let before = toBp(base);
  const rows = [{ text: baseText(facts), weightBp: before }];
  for (const reason of reasons) {
    shift += reason.weight;
    const after = toBp(shifted(base, shift));
    rows.push({ text: reason.text, weightBp: after - before });
    before = after;
  }
  return rows;
}

function baseText({ band, stripeScore, outcomes }: RiskFacts): string {
  const rating =
    band === "unrated" ? "Stripe does not rate its risk" : `Stripe rates its risk ${band}`;
  const score = stripeScore === null ? "" : ` (${stripeScore} of 99)`;
  return `${rating}${score}; ${outcomes.bad} of ${outcomes.payments} similar payments turned out bad`;
}

function shifted(probability: number, shift: number): number {
  const odds = (probability / (1 - probability)) * Math.exp(shift);
  return odds / (1 + odds);
}

function toBp(probability: number): number {
  return Math.round(probability * 10_000);
}
