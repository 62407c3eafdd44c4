import type { Stripe } from "stripe";

/** The rules that an account begins with (docs.stripe.com/radar/rules); their ids are our own, after Stripe's style. */
export const RULES = {
  blockHighestRisk: {
    action: "block",
    id: "block_if_high_risk",
    predicate: ":risk_level: = 'highest'",
  },
  reviewElevatedRisk: {
    action: "review",
    id: "review_if_elevated_risk",
    predicate: ":risk_level: = 'elevated'",
  },
  blockCard: {
    action: "block",
    id: "block_if_card_fingerprint_in_block_list",
    predicate: ":card_fingerprint: in @card_fingerprint_blocklist",
  },
  blockDebit: {
    action: "block",
    id: "block_if_sepa_debit_fingerprint_in_block_list",
    predicate: ":sepa_debit_fingerprint: in @sepa_debit_fingerprint_blocklist",
  },
  blockEmail: {
    action: "block",
    id: "block_if_email_in_block_list",
    predicate: ":email: in @email_blocklist",
  },
} as const satisfies Readonly<Record<string, Stripe.Charge.Outcome.Rule>>;

/** What `expand[]=outcome.rule` shows of a rule. */
export function ruleById(id: string): Stripe.Charge.Outcome.Rule | undefined {
  return Object.values(RULES).find((rule) => rule.id === id);
}
