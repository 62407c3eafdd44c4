import type { AskLevel, KindRules, PolicyDocument } from "#core/contracts/policy-document.ts";
import { OVERRIDE_NOUNS, type OverrideKind } from "#core/override-kinds.ts";
import { CIRCUMSTANCE_WORDS, stepWords } from "#core/policy-lines.ts";
import { ROLES, type Role } from "#core/roles.ts";

export const ASK_WORDS: Readonly<Record<AskLevel, string>> = {
  alone: "alone",
  limits: "within limits",
  approval: "asks",
};

const count = new Intl.NumberFormat("en-US");

/** Whole units of the base currency: "1,000 EUR"; without a limit so. */
export function wholeUnits(text: string | null, code: string): string {
  return text === null ? "no limit" : `${count.format(BigInt(text))} ${code.toUpperCase()}`;
}

/** A kind at the head of a row: "Refund". */
export function kindTitle(kind: OverrideKind): string {
  const noun = OVERRIDE_NOUNS[kind];
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** Who may ask and how far: "support within limits · finance alone". */
export function askWords({ ask }: KindRules): string {
  const asking = ROLES.flatMap((role) => {
    const level = ask[role];
    return level === undefined ? [] : [`${role} ${ASK_WORDS[level]}`];
  });
  return asking.length === 0 ? "nobody" : asking.join(" · ");
}

/** What asks another person or forbids it, in words. */
export function watchedWords({ asksAnother, forbidden }: KindRules): string {
  const parts = [
    ...asksAnother.map((name) => CIRCUMSTANCE_WORDS[name]),
    ...forbidden.map((name) => `forbidden: ${CIRCUMSTANCE_WORDS[name]}`),
  ];
  return parts.length === 0 ? "–" : parts.join(" · ");
}

/** Who signs, and above which amount who else. */
export function signedWords(rules: KindRules, code: string): string {
  const { signers, upTo, lastResort } = rules;
  if (isFree(rules)) return "nobody needs to";
  const ordinary = stepWords(signers);
  const last = stepWords(lastResort);
  if (upTo === null)
    return ordinary === last ? ordinary : `${ordinary}; where limits change, ${last}`;
  return `${ordinary} up to ${wholeUnits(upTo.each, code)}, above it ${last}`;
}

/** Whether everybody who may at all does it alone, whatever the circumstances. */
function isFree({ ask, asksAnother }: KindRules): boolean {
  return asksAnother.length === 0 && Object.values(ask).every((level) => level === "alone");
}

/** The roles that have limits of their own. */
export function limitedRoles({ limits }: PolicyDocument): Role[] {
  return ROLES.filter((role) => limits[role] !== undefined);
}
