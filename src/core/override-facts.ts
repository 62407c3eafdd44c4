import type { Currency } from "./currency.ts";
import type { Money } from "./money.ts";
import type { OverrideKind } from "./override-kinds.ts";
import type { Role } from "./roles.ts";

/** What was set in motion before and has not come to nothing, in minor units of the base currency. */
export interface MovedSum {
  readonly day: bigint;
  readonly month: bigint;
}

/** The sums of the last 24 hours and 30 days, without the override that is judged. */
export interface MovedSums {
  readonly person: MovedSum;
  /** How many overrides that count the person set in motion in 24 hours. */
  readonly personCount: number;
  /** All people of the requester's role together. */
  readonly role: MovedSum;
  /** Null where the money goes to no known customer, or to no card. */
  readonly customer: MovedSum | null;
  readonly card: MovedSum | null;
}

/** What the policy looks at in one override, whoever asks for it. A kind fills it in. */
export interface OverrideCircumstances {
  readonly kind: OverrideKind;
  readonly baseCurrency: Currency;
  /** What is moved or at stake, in the base currency and not negative; null when no rate of the last seven days is known. */
  readonly amountBase: Money | null;
  /** Business time of the judgement. */
  readonly at: Date;
  /** Whole days since the charge, rounded up; null where there is no charge. */
  readonly ageDays: number | null;
  readonly disputed: boolean;
  /** An issuer's early fraud warning stands against the charge. */
  readonly fraudWarning: boolean;
  /** The reason given feeds Stripe's block lists. */
  readonly fraudulent: boolean;
  /** Whether Stripe's available balance covers it; null where that is not known or does not matter. */
  readonly balanceSuffices: boolean | null;
  /** Stripe's word for the risk of the charge ("normal", "elevated", "highest"); null when there is none. */
  readonly riskLevel: string | null;
  /** Overrides of the same kind on the same target in the 24 hours before, without this one. */
  readonly earlier24h: number;
  /** Rows of the bulk it belongs to, or is; 0 for a single override. */
  readonly bulkRows: number;
  /** What is passed over although it is open, in sentences; a month's checklist fills it. */
  readonly exceptions: readonly string[];
  /** A change of the policy that touches what may be moved, and by whom. */
  readonly touchesLimits: boolean;
  /** Why what it rests on is no longer so; null while it is. */
  readonly stale: string | null;
}

/** Everything the policy looks at: the circumstances, who asks, and what was moved before. */
export interface OverrideFacts extends OverrideCircumstances {
  readonly role: Role;
  readonly moved: MovedSums;
}

/** Nothing remarkable, for a kind to spread its own facts over. */
export const UNREMARKABLE = {
  ageDays: null,
  disputed: false,
  fraudWarning: false,
  fraudulent: false,
  balanceSuffices: null,
  riskLevel: null,
  earlier24h: 0,
  bulkRows: 0,
  exceptions: [],
  touchesLimits: false,
  stale: null,
} as const satisfies Partial<OverrideCircumstances>;

const NOTHING: MovedSum = { day: 0n, month: 0n };

/** The sums of whoever moved nothing yet, and of what does not count. */
export const NOTHING_MOVED: MovedSums = {
  person: NOTHING,
  personCount: 0,
  role: NOTHING,
  customer: null,
  card: null,
};
