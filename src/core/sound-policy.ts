import type { KindRules, PolicyDocument, SigningStep } from "./contracts/policy-document.ts";
import {
  isCounted,
  needsTwoAlways,
  OVERRIDE_NOUNS,
  type OverrideKind,
  overrideKinds,
} from "./override-kinds.ts";
import { grantOf } from "./permissions.ts";
import { ROLES } from "./roles.ts";

/**
 * What no published policy may say, each in a sentence; empty for a sound document. The four eyes over the policy itself,
 * over bulks, the books and the kill switch cannot be published away, and money that counts always has limits.
 */
export function whatIsUnsound(document: PolicyDocument): string[] {
  return [
    ...unsoundLimits(document),
    ...unsoundZone(document),
    ...overrideKinds.flatMap((kind) => unsoundKind(document, kind)),
  ];
}

function unsoundLimits({ limits, customer, card }: PolicyDocument): string[] {
  const rising: [string, (string | null)[]][] = [
    ["a customer", [customer.day, customer.month]],
    ["a card", [card.day, card.month]],
  ];
  for (const role of ROLES) {
    const own = limits[role];
    if (!own) continue;
    rising.push([role, [own.each, own.day, own.month]]);
    rising.push([`all of ${role}`, [own.together.day, own.together.month]]);
  }
  return rising.flatMap(([who, amounts]) => {
    const known = amounts.filter((amount) => amount !== null).map(BigInt);
    const falls = known.some((amount, n) => n > 0 && amount < (known[n - 1] ?? 0n));
    return falls ? [`The limits of ${who} must not fall from one to 24 hours to 30 days.`] : [];
  });
}

function unsoundZone({ circumstances: { quietHours } }: PolicyDocument): string[] {
  if (quietHours === null || isTimeZone(quietHours.zone)) return [];
  return [`${quietHours.zone} is not a time zone.`];
}

function isTimeZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function unsoundKind(document: PolicyDocument, kind: OverrideKind): string[] {
  const noun = OVERRIDE_NOUNS[kind];
  const rules = document.kinds[kind];
  if (!rules) return [`No rules: ${noun}.`];
  const levels = Object.entries(rules.ask);
  const found: string[] = [];
  if (needsTwoAlways(kind) && levels.some(([, level]) => level !== "approval"))
    found.push(`It must always need another person: ${noun}.`);
  if (isCounted(kind) && levels.some(([, level]) => level === "alone"))
    found.push(`It pays money out, so a role may do it within limits or ask: ${noun}.`);
  for (const role of ROLES) {
    if (rules.ask[role] === "limits" && !document.limits[role])
      found.push(`The role ${role} has no limits to do it within: ${noun}.`);
  }
  if (!ADMINISTRATION.has(kind) && hasAdmin(rules))
    found.push(`An admin has no power over money: ${noun}.`);
  return [
    ...found,
    ...unsoundSteps(rules, noun),
    ...(kind === "policy_change" ? unsoundPower(rules) : []),
  ];
}

/** What an admin may sign: our own rules and switches. */
const ADMINISTRATION: ReadonlySet<OverrideKind> = new Set(["policy_change", "kill_switch_off"]);

function hasAdmin({ signers, lastResort }: KindRules): boolean {
  return [...signers.roles, ...lastResort.roles].includes("admin");
}

function unsoundSteps({ signers, lastResort }: KindRules, noun: string): string[] {
  const steps = [signers, lastResort];
  const isWeaker = lastResort.count < signers.count;
  return [
    ...(isWeaker ? [`Above the limit not fewer people may suffice: ${noun}.`] : []),
    ...new Set(steps.flatMap((step) => unsoundStep(step, noun))),
  ];
}

function unsoundStep({ count, roles }: SigningStep, noun: string): string[] {
  const helpless = roles.filter((role) => grantOf(role, "approval:decide") === null);
  return [
    ...(new Set(roles).size < roles.length ? [`A role is named twice: ${noun}.`] : []),
    ...(count > 1 && roles.length > count ? [`More roles must sign than people: ${noun}.`] : []),
    ...helpless.map((role) => `The role ${role} signs nothing: ${noun}.`),
  ];
}

/** Whoever may change the rules could otherwise give themselves everything. */
function unsoundPower({ signers, lastResort }: KindRules): string[] {
  const sound =
    signers.roles.every((role) => role === "admin" || role === "manager") &&
    lastResort.count >= 2 &&
    (["admin", "manager"] as const).every((role) => lastResort.roles.includes(role));
  return sound
    ? []
    : ["A change of the policy is signed by an admin or a manager, and of limits by one of each."];
}
