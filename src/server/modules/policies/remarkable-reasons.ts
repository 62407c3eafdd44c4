import type { Circumstance, PolicyDocument } from "#core/contracts/policy-document.ts";
import type { OverrideFacts } from "#core/override-facts.ts";
import { OVERRIDE_NOUNS } from "#core/override-kinds.ts";
import { type Reason, reasonOf } from "./reason.ts";

type Settings = PolicyDocument["circumstances"];

interface Rule {
  readonly id: string;
  holds(facts: OverrideFacts, settings: Settings): boolean;
  text(facts: OverrideFacts, settings: Settings): string;
}

/** Stripe's levels in order; what it did not assess is no risk that it saw. */
const RISKS = ["normal", "elevated", "highest"];

const RULES: Readonly<Record<Circumstance, Rule>> = {
  fraudulent: {
    id: "fraudulent",
    holds: ({ fraudulent }) => fraudulent,
    text: () => "A refund as fraudulent adds the card and e-mail address to Stripe's block lists.",
  },
  age: {
    id: "age",
    holds: ({ ageDays }, { maxAgeDays }) => ageDays !== null && ageDays > maxAgeDays,
    text: (_facts, { maxAgeDays }) => `The payment is more than ${maxAgeDays} days old.`,
  },
  disputed: {
    id: "disputed",
    holds: ({ disputed }) => disputed,
    text: () => "The payment is disputed: a refund can pay the customer twice.",
  },
  fraud_warning: {
    id: "fraud-warning",
    holds: ({ fraudWarning }) => fraudWarning,
    text: () => "The card's issuer reported the payment as possible fraud.",
  },
  repeated: {
    id: "second-in-24h",
    holds: ({ earlier24h }) => earlier24h > 0,
    text: ({ kind }) => `The same was done already in the last 24 hours (${OVERRIDE_NOUNS[kind]}).`,
  },
  balance: {
    id: "balance",
    holds: ({ balanceSuffices }) => balanceSuffices === false,
    text: () => "Stripe's available balance does not cover it: it would wait for funds.",
  },
  quiet_hours: {
    id: "quiet-hours",
    holds: ({ at }, { quietHours }) =>
      quietHours !== null && isQuiet(hourIn(quietHours.zone, at), quietHours),
    text: (_facts, { quietHours }) =>
      quietHours === null
        ? ""
        : `It is a quiet hour: ${quietHours.from}:00 to ${quietHours.to}:00, ${quietHours.zone}.`,
  },
  risk: {
    id: "risk",
    holds: ({ riskLevel }, { riskFrom }) =>
      riskLevel !== null && RISKS.indexOf(riskLevel) >= RISKS.indexOf(riskFrom),
    text: ({ riskLevel }) => `Stripe calls the risk of the payment ${riskLevel ?? "unknown"}.`,
  },
};

/** A reason for each of these circumstances that is given. */
export function whatIsRemarkable(
  { circumstances: settings }: PolicyDocument,
  watched: readonly Circumstance[],
  facts: OverrideFacts,
): Reason[] {
  return watched
    .map((name) => RULES[name])
    .filter((rule) => rule.holds(facts, settings))
    .map((rule) => reasonOf(facts.kind, rule.id, rule.text(facts, settings)));
}

/** The full hour of an instant in a time zone, 0 to 23. */
function hourIn(zone: string, at: Date): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  return Number(format.format(at));
}

function isQuiet(hour: number, { from, to }: { from: number; to: number }): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
