import {
  type Circumstance,
  type KindRules,
  type PolicyDocument,
  type SigningStep,
} from "./contracts/policy-document.ts";
import { OVERRIDE_NOUNS, type OverrideKind, overrideKinds } from "./override-kinds.ts";
import { ROLES } from "./roles.ts";

/** One rule of a document in words. The key stays the same from version to version. */
export interface PolicyLine {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

/** A rule that differs between two documents. */
export interface PolicyChange {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Whether it may let people move more, or changes who signs: then a manager signs too. Watching for more does not. */
  readonly touchesLimits: boolean;
}

export const CIRCUMSTANCE_WORDS: Readonly<Record<Circumstance, string>> = {
  age: "the charge is old",
  disputed: "the payment is disputed",
  fraud_warning: "the issuer warned of fraud",
  fraudulent: "refunded as fraudulent",
  repeated: "the same within 24 hours",
  balance: "Stripe's balance does not cover it",
  quiet_hours: "quiet hours",
  risk: "risky by Stripe's word",
};

const NONE = "no limit";

/** Signers in words: "finance", "finance or manager", "2 people: admin and manager". */
export function stepWords({ count, roles }: SigningStep): string {
  return count === 1 ? roles.join(" or ") : `${count} people: ${roles.join(" and ")}`;
}

/** Every rule of a document in words, in the order of the page. `code` is the base currency. */
export function policyLines(document: PolicyDocument, code: string): PolicyLine[] {
  const amount = (wholeUnits: string | null): string =>
    wholeUnits === null ? NONE : `${wholeUnits} ${code.toUpperCase()}`;
  return [
    ...roleLines(document, amount),
    ...subjectLines(document, amount),
    ...circumstanceLines(document),
    ...overrideKinds.flatMap((kind) => {
      const rules = document.kinds[kind];
      return rules === undefined ? [] : kindLines(kind, rules, amount);
    }),
  ];
}

type Amount = (wholeUnits: string | null) => string;

function roleLines({ limits }: PolicyDocument, amount: Amount): PolicyLine[] {
  return ROLES.flatMap((role) => {
    const own = limits[role];
    if (!own) return [];
    const line = (key: string, label: string, value: string) => {
      return { key: `limits.${role}.${key}`, label: `${role}: ${label}`, value };
    };
    return [
      line("each", "one override alone", amount(own.each)),
      line("day", "in 24 hours", amount(own.day)),
      line("month", "in 30 days", amount(own.month)),
      line("countDay", "how many in 24 hours", own.countDay?.toString() ?? NONE),
      line("together.day", "all together in 24 hours", amount(own.together.day)),
      line("together.month", "all together in 30 days", amount(own.together.month)),
    ];
  });
}

function subjectLines({ customer, card }: PolicyDocument, amount: Amount): PolicyLine[] {
  return [
    { key: "customer.day", label: "one customer in 24 hours", value: amount(customer.day) },
    { key: "customer.month", label: "one customer in 30 days", value: amount(customer.month) },
    { key: "card.day", label: "one card in 24 hours", value: amount(card.day) },
    { key: "card.month", label: "one card in 30 days", value: amount(card.month) },
  ];
}

function circumstanceLines({ circumstances: settings }: PolicyDocument): PolicyLine[] {
  const { quietHours } = settings;
  const quiet =
    quietHours === null
      ? "none"
      : `${quietHours.from}:00 to ${quietHours.to}:00, ${quietHours.zone}`;
  return [
    { key: "maxAgeDays", label: "a charge is old after", value: `${settings.maxAgeDays} days` },
    { key: "riskFrom", label: "a charge is risky from", value: settings.riskFrom },
    { key: "quietHours", label: "quiet hours", value: quiet },
    { key: "maxBulkRows", label: "rows of one bulk at most", value: `${settings.maxBulkRows}` },
  ];
}

function kindLines(kind: OverrideKind, rules: KindRules, amount: Amount): PolicyLine[] {
  const line = (key: string, label: string, value: string) => {
    return { key: `${kind}.${key}`, label: `${OVERRIDE_NOUNS[kind]}: ${label}`, value };
  };
  const listed = (names: readonly Circumstance[]) =>
    names.length === 0 ? "nothing" : names.map((name) => CIRCUMSTANCE_WORDS[name]).join(", ");
  const { upTo, ask } = rules;
  return [
    ...ROLES.map((role) => line(`ask.${role}`, role, ask[role] ?? "not at all")),
    line("asksAnother", "asks another person", listed(rules.asksAnother)),
    line("forbidden", "forbidden", listed(rules.forbidden)),
    line("signers", "signed by", stepWords(rules.signers)),
    line("upTo.each", "up to", amount(upTo?.each ?? null)),
    line("upTo.day", "up to in 24 hours", amount(upTo?.day ?? null)),
    line("upTo.month", "up to in 30 days", amount(upTo?.month ?? null)),
    line("lastResort", "above that signed by", stepWords(rules.lastResort)),
  ];
}

/** What differs between two documents, rule by rule. */
export function policyChanges(
  before: PolicyDocument,
  after: PolicyDocument,
  code: string,
): PolicyChange[] {
  const [old, fresh] = [byKey(policyLines(before, code)), byKey(policyLines(after, code))];
  return [...new Map([...old, ...fresh]).values()].flatMap(({ key, label }) => {
    const [was, is] = [old.get(key)?.value ?? "–", fresh.get(key)?.value ?? "–"];
    if (was === is) return [];
    return [
      { key, label, before: was, after: is, touchesLimits: !isTightening(key, before, after) },
    ];
  });
}

function byKey(lines: readonly PolicyLine[]): Map<string, PolicyLine> {
  return new Map(lines.map((line) => [line.key, line]));
}

/** Whether a change only watches for more than before. */
function isTightening(key: string, before: PolicyDocument, after: PolicyDocument): boolean {
  const [was, is] = [before.circumstances, after.circumstances];
  switch (key) {
    case "maxAgeDays":
      return is.maxAgeDays < was.maxAgeDays;
    case "riskFrom":
      return is.riskFrom === "elevated";
    case "quietHours":
      return was.quietHours === null;
    case "maxBulkRows":
      return is.maxBulkRows < was.maxBulkRows;
    default:
      return watchesMore(key, before, after);
  }
}

function watchesMore(key: string, before: PolicyDocument, after: PolicyDocument): boolean {
  const [name, list] = key.split(".");
  const kind = overrideKinds.find((one) => one === name);
  if (kind === undefined || (list !== "asksAnother" && list !== "forbidden")) return false;
  const [old, fresh] = [before.kinds[kind], after.kinds[kind]];
  if (!old || !fresh) return false;
  return old[list].every((one) => fresh[list].includes(one));
}
