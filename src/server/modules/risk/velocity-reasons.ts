/** What happened around a payment up to the moment of its last attempt. Counts include that attempt. */
export interface Velocity {
  readonly cardAttempts1h: number;
  /** Refused attempts in 24 hours, with the card or by the person, whichever are more. */
  readonly declines24h: number;
  /** Different cards the customer or the e-mail address used in 24 hours. */
  readonly cards24h: number;
  /** Different customers who used the card in 24 hours. */
  readonly customers24h: number;
  /** Paid payments of the customer before, in the same currency. */
  readonly earlierPaid: number;
  /** Paid and undisputed payments of the customer that are older than a dispute usually takes. */
  readonly provenPaid: number;
  readonly disputedBefore: number;
  /** The amount over the customer's own mean, in percent; null without a mean. */
  readonly amountOverMeanPercent: number | null;
}

/** A reason for or against suspicion; `weight` is added to the log-odds. */
export interface Reason {
  readonly code: string;
  readonly text: string;
  readonly weight: number;
}

interface Rule {
  readonly code: string;
  readonly value: (velocity: Velocity) => number;
  /** From which value on which weight counts; the last tier reached applies. */
  readonly tiers: readonly (readonly [from: number, weight: number])[];
  readonly text: (value: number) => string;
}

const MIN_PAID_FOR_MEAN = 3;

/**
 * The weights are set by judgement, since no label has taught them yet: one reason alone about doubles or triples the
 * odds, a flagrant one multiplies them by six. They change together with the detector's version.
 */
const RULES: readonly Rule[] = [
  {
    code: "card-attempts",
    value: (v) => v.cardAttempts1h,
    tiers: [
      [4, 0.8],
      [8, 1.5],
    ],
    text: (n) => `${n} attempts with this card within an hour`,
  },
  {
    code: "declines",
    value: (v) => v.declines24h,
    tiers: [
      [3, 0.7],
      [6, 1.2],
    ],
    text: (n) => `${n} attempts refused within 24 hours`,
  },
  {
    code: "cards",
    value: (v) => v.cards24h,
    tiers: [
      [3, 1.2],
      [5, 2],
    ],
    text: (n) => `${n} different cards of one person within 24 hours`,
  },
  {
    code: "customers",
    value: (v) => v.customers24h,
    tiers: [
      [2, 1],
      [3, 1.8],
    ],
    text: (n) => `${n} customers used this card within 24 hours`,
  },
  {
    code: "amount",
    value: (v) => (v.earlierPaid < MIN_PAID_FOR_MEAN ? 0 : (v.amountOverMeanPercent ?? 0)),
    tiers: [
      [500, 0.8],
      [1_000, 1.3],
    ],
    text: (percent) => `${Math.floor(percent / 100)} times what this customer usually pays`,
  },
  {
    code: "proven",
    value: (v) => (v.disputedBefore > 0 ? 0 : v.provenPaid),
    tiers: [[5, -1]],
    text: (n) => `${n} earlier payments of this customer, none disputed`,
  },
];

/** The reasons that apply, in a fixed order. Pure; more of anything suspicious never weighs less. */
export function velocityReasons(velocity: Velocity): Reason[] {
  return RULES.flatMap((rule) => {
    const value = rule.value(velocity);
    const tier = rule.tiers.findLast(([from]) => value >= from);
    return tier ? [{ code: rule.code, text: rule.text(value), weight: tier[1] }] : [];
  });
}
