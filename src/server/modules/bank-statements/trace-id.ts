import type { ParsedLine } from "./formats/parsed-statement.ts";

const TOKEN = /[A-Za-z0-9][A-Za-z0-9-]{7,34}/g;
const NAMES_STRIPE = /\bstripe\b/i;

/** The words of a line that may be the trace id of a payout: its reference first, then its description, in their order. */
export function traceCandidates({
  reference,
  description,
}: Pick<ParsedLine, "reference" | "description">): string[] {
  const words = [reference ?? "", description].flatMap((text) => text.match(TOKEN) ?? []);
  return [...new Set(words)].filter((word) => /\d/.test(word));
}

/**
 * The trace id of a line: one that a payout of ours is known by; else, where the bank names Stripe, its first word that
 * can be one, since a payout may learn its trace id up to ten days after its arrival. Null for what is not Stripe's.
 * Source: https://docs.stripe.com/payouts/trace-id.
 */
export function traceIdOf(
  line: Pick<ParsedLine, "reference" | "description" | "counterparty">,
  knownTraceIds: ReadonlySet<string>,
): string | null {
  const candidates = traceCandidates(line);
  const known = candidates.find((word) => knownTraceIds.has(word));
  if (known !== undefined) return known;
  const isStripe = [line.reference, line.description, line.counterparty].some((text) =>
    NAMES_STRIPE.test(text ?? ""),
  );
  return isStripe ? (candidates[0] ?? null) : null;
}
