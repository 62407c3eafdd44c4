import { type OverrideCircumstances, UNREMARKABLE } from "#core/override-facts.ts";
import type { Requester, VelocitySubjects } from "../commands/index.ts";
import type { BaseAmount } from "../ledger/index.ts";
import type { ChargeRow } from "./refund-facts.repo.ts";

const DAY_MS = 86_400_000;

/** Whole days between two instants, rounded up, so that a minute past the limit counts as past it. */
function ageInDays(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / DAY_MS));
}

/** The instant 24 hours before. */
export function dayBefore(at: Date): Date {
  return new Date(at.getTime() - DAY_MS);
}

/**
 * What the policy looks at in a refund, without who asks and what moved before. `known` was looked up: refunds of the
 * charge in the last 24 hours, whether Stripe's balance covers it, whether an issuer warned of fraud, whether a
 * dispute stands against it by now, and how many rows the bulk has that it belongs to.
 */
export function circumstancesOf(
  refund: {
    readonly fraudulent: boolean;
    readonly charge: Pick<ChargeRow, "createdAt" | "disputed" | "riskLevel">;
    readonly base: BaseAmount;
  },
  known: Pick<
    OverrideCircumstances,
    "earlier24h" | "balanceSuffices" | "fraudWarning" | "stale" | "bulkRows"
  >,
  at: Date,
): OverrideCircumstances {
  const { fraudulent, charge, base } = refund;
  return {
    ...UNREMARKABLE,
    ...known,
    kind: "refund",
    baseCurrency: base.baseCurrency,
    amountBase: base.amount,
    at,
    ageDays: ageInDays(charge.createdAt, at),
    disputed: charge.disputed,
    fraudulent,
    riskLevel: charge.riskLevel,
  };
}

/** Whom a refund of this charge counts for. */
export function subjectsOf(actor: Requester, charge: ChargeRow): VelocitySubjects {
  const { customerId, cardFingerprint } = charge;
  return { personId: actor.userId, role: actor.role, customerId, cardFingerprint };
}
