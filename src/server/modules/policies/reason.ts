import type { VerdictDto } from "#core/contracts/refunds.ts";
import { type Currency, exponentOf } from "#core/currency.ts";
import { formatMajor } from "#core/money.ts";
import type { OverrideKind } from "#core/override-kinds.ts";

/** One sentence of a verdict with the id of its rule. */
export type Reason = VerdictDto["reasons"][number];

/** The rule's id is the kind's name and its own: "refund.age". */
export function reasonOf(kind: OverrideKind, rule: string, text: string): Reason {
  return { rule: `${kind}.${rule}`, text };
}

/** Whole units of a document in the minor units of a currency. */
export function inMinor(wholeUnits: string, code: Currency): bigint {
  return BigInt(wholeUnits) * 10n ** BigInt(exponentOf(code));
}

/** An amount in minor units as a sentence has it: "12.34 EUR". */
export function words(amountMinor: bigint, code: Currency): string {
  return `${formatMajor({ amountMinor, currency: code })} ${code.toUpperCase()}`;
}
