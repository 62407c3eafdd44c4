import { currency } from "#core/currency.ts";
import { DomainError } from "#core/errors.ts";
import { convert } from "#core/fx.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Money } from "#core/money.ts";
import { type OverrideCircumstances, UNREMARKABLE } from "#core/override-facts.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { VelocitySubjects } from "../commands/index.ts";
import { findRate } from "../ledger/index.ts";
import { type ChargeRow, findBaseCurrency } from "./refund-facts.repo.ts";

const DAY_MS = 86_400_000;

/** Whole days between two instants, rounded up, so that a minute past the limit counts as past it. */
function ageInDays(from: Date, to: Date): number {
  return Math.max(0, Math.ceil((to.getTime() - from.getTime()) / DAY_MS));
}

/** The instant 24 hours before. */
export function dayBefore(at: Date): Date {
  return new Date(at.getTime() - DAY_MS);
}

/** An amount in the base currency, for limits; `amount` is null when no rate of the last seven days is known. */
export interface BaseAmount {
  readonly baseCurrency: Money["currency"];
  readonly amount: Money | null;
}

/** Converts for limits. Throws SERVICE_UNAVAILABLE before the account itself was imported. */
export async function toBase(
  tx: Transaction,
  scope: AccountScope,
  amount: Money,
  now: Date,
): Promise<BaseAmount> {
  const code = await findBaseCurrency(tx, scope);
  if (code === null) throw new DomainError("SERVICE_UNAVAILABLE", { waitingFor: "import" });
  const baseCurrency = currency(code);
  if (amount.currency === baseCurrency) return { baseCurrency, amount };
  const rate = await findRate(tx, now, amount.currency, baseCurrency);
  return { baseCurrency, amount: rate && convert(amount, rate) };
}

/**
 * What the policy looks at in a refund, without who asks and what moved before. `known` was looked up: refunds of the
 * charge in the last 24 hours, whether Stripe's balance covers it, whether an issuer warned of fraud.
 */
export function circumstancesOf(
  refund: { readonly fraudulent: boolean; readonly charge: ChargeRow; readonly base: BaseAmount },
  known: Pick<OverrideCircumstances, "earlier24h" | "balanceSuffices" | "fraudWarning">,
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
export function subjectsOf(actor: Actor, charge: ChargeRow): VelocitySubjects {
  const { customerId, cardFingerprint } = charge;
  return { personId: actor.userId, role: actor.role, customerId, cardFingerprint };
}
