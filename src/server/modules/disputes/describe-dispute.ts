import type { BasisLine } from "#core/contracts/commands.ts";
import { currency } from "#core/currency.ts";
import { moneyWords } from "#core/money.ts";
import { UNREMARKABLE } from "#core/override-facts.ts";
import type { OverridePlan } from "../overrides/index.ts";
import type { DisputeTarget } from "./dispute-target.repo.ts";

/** What every override on a dispute says alike. */
export function describeDispute({ dispute, charge }: DisputeTarget) {
  return {
    target: { type: "dispute", id: dispute.id },
    href: `/disputes/${dispute.id}`,
    amount: { amountMinor: dispute.amount, currency: currency(dispute.currency) },
    customerId: charge?.customerId ?? null,
    cardFingerprint: charge?.cardFingerprint ?? null,
    caseId: null,
    objectId: null,
    method: charge && {
      type: charge.paymentMethodType,
      brand: charge.cardBrand,
      last4: charge.last4,
    },
    balance: null,
    circumstances: UNREMARKABLE,
  } satisfies Partial<OverridePlan>;
}

/** How the dispute stands, in words: what an override on it rests on. */
export function basisOfDispute({ dispute }: DisputeTarget): BasisLine[] {
  return [
    { label: "Dispute", value: dispute.status },
    { label: "Reason", value: dispute.reason },
    {
      label: "Claimed",
      value: moneyWords({ amountMinor: dispute.amount, currency: dispute.currency }),
    },
    { label: "Evidence due", value: dueWords(dispute.evidenceDueAt) },
  ];
}

/** An instant to the minute, in UTC. */
export function dueWords(at: Date | null): string {
  return at === null
    ? "no time is known"
    : `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
