import type { KindRules, PolicyDocument, SumLimits } from "#core/contracts/policy-document.ts";
import type { MovedSum, OverrideFacts } from "#core/override-facts.ts";
import { isCounted, OVERRIDE_NOUNS } from "#core/override-kinds.ts";
import { inMinor, type Reason, reasonOf, words } from "./reason.ts";

const PERIODS = [
  { name: "day", rule: "24h", text: "24 hours" },
  { name: "month", rule: "30d", text: "30 days" },
] as const;

/** Without a rate no limit can be checked. */
export function noRate({ kind, amountBase }: OverrideFacts): Reason[] {
  if (amountBase !== null) return [];
  const text = "No exchange rate of the last 7 days is known, so the limit cannot be checked.";
  return [reasonOf(kind, "no-rate", text)];
}

/** What the person would have passed of their role's own limits; a role without limits passes them with any amount. */
export function overPerson({ limits }: PolicyDocument, facts: OverrideFacts): Reason[] {
  const { kind, role, amountBase, baseCurrency, moved } = facts;
  const own = limits[role];
  if (!own) return [reasonOf(kind, "single-limit", "Your role has no limits of its own.")];
  const reasons: Reason[] = [];
  const each = inMinor(own.each, baseCurrency);
  if (amountBase !== null && amountBase.amountMinor > each) {
    const [asked, limit] = [words(amountBase.amountMinor, baseCurrency), words(each, baseCurrency)];
    const text = `${asked} is above your limit of ${limit} for one ${OVERRIDE_NOUNS[kind]}.`;
    reasons.push(reasonOf(kind, "single-limit", text));
  }
  if (!isCounted(kind)) return reasons;
  reasons.push(
    ...over(facts, own, moved.person, "person", (total, limit, period) => {
      return `With it you would have moved ${total} in ${period}; your limit is ${limit}.`;
    }),
  );
  if (own.countDay !== null && moved.personCount + 1 > own.countDay) {
    const text = `It would be your override number ${moved.personCount + 1} in 24 hours; the limit is ${own.countDay}.`;
    reasons.push(reasonOf(kind, "person-count", text));
  }
  return reasons;
}

/** What would be passed of the limits of a customer, of a card, and of all people of the role together. */
export function overSubjects(document: PolicyDocument, facts: OverrideFacts): Reason[] {
  const { kind, role, moved } = facts;
  if (!isCounted(kind)) return [];
  const together = document.limits[role]?.together;
  return [
    ...over(facts, document.customer, moved.customer, "customer", (total, limit, period) => {
      return `This customer would have received ${total} in ${period}; the limit is ${limit}.`;
    }),
    ...over(facts, document.card, moved.card, "card", (total, limit, period) => {
      return `This card would have received ${total} in ${period}; the limit is ${limit}.`;
    }),
    ...(together === undefined
      ? []
      : over(facts, together, moved.role, "role", (total, limit, period) => {
          return `All of ${role} would have moved ${total} in ${period}; the limit is ${limit}.`;
        })),
  ];
}

/** What is too much for the ordinary signers. */
export function overUpTo({ upTo }: KindRules, facts: OverrideFacts): Reason[] {
  if (upTo === null) return [];
  const { kind, amountBase, baseCurrency, moved } = facts;
  if (amountBase === null) return noRate(facts);
  const each = inMinor(upTo.each, baseCurrency);
  const reasons: Reason[] = [];
  if (amountBase.amountMinor > each) {
    const [asked, limit] = [words(amountBase.amountMinor, baseCurrency), words(each, baseCurrency)];
    const text = `${asked} is above ${limit}, up to which the ordinary signers suffice.`;
    reasons.push(reasonOf(kind, "signer-limit", text));
  }
  if (!isCounted(kind)) return reasons;
  const sums = over(facts, upTo, moved.person, "signer", (total, limit, period) => {
    return `${total} in ${period} is above ${limit}, up to which the ordinary signers suffice.`;
  });
  return [...reasons, ...sums];
}

/** One reason for each period in which the sum with this override would pass its limit. Nothing without a known amount. */
function over(
  { kind, amountBase, baseCurrency }: OverrideFacts,
  limits: SumLimits,
  before: MovedSum | null,
  subject: string,
  sentence: (total: string, limit: string, period: string) => string,
): Reason[] {
  if (amountBase === null || before === null) return [];
  return PERIODS.flatMap(({ name, rule, text }) => {
    const wholeUnits = limits[name];
    if (wholeUnits === null) return [];
    const limit = inMinor(wholeUnits, baseCurrency);
    const total = before[name] + amountBase.amountMinor;
    if (total <= limit) return [];
    const told = sentence(words(total, baseCurrency), words(limit, baseCurrency), text);
    return [reasonOf(kind, `${subject}-${rule}`, told)];
  });
}
