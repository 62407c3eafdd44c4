import {
  type CommandEntry,
  type CommandStep,
  commandSteps,
} from "#core/contracts/command-history.ts";
import type { LoggedStep } from "./command-history.repo.ts";
import type { PersonLine } from "./commands.repo.ts";

/** What of ours has no role and is no person. */
export const OURS = { role: null, isPerson: false } as const;

type Details = Readonly<Record<string, unknown>>;

/** Actions of the log that are no transition of a command's state. */
const STEPS: Readonly<Record<string, CommandStep>> = {
  "command.sent": "resend",
  "command.inquired": "inquired",
  "command.inquiry-answered": "inquiry-answered",
  "breaker.opened": "breaker-opened",
  "breaker.tried": "breaker-tried",
  "breaker.closed": "breaker-closed",
  "journal.posted": "posted",
};

/** Details that people may want to look up, by the name that the log gives them. */
const FACTS = {
  attempt: "Attempt",
  objectId: "Object",
  objectStatus: "Status",
  state: "Answer",
  foundId: "Found",
  inquiry: "Question",
  resolution: "Declaration",
  policyVersion: "Policy",
} as const;

/** A line of the log as a line of the history. `at` is business time. */
export function entryOf(
  logged: LoggedStep,
  told: { readonly people: ReadonlyMap<string, PersonLine>; readonly at: Date },
): CommandEntry {
  const details = detailsOf(logged);
  const step = stepOf(logged, details);
  return {
    id: logged.id,
    at: told.at,
    step,
    by: authorOf(logged, told.people),
    to: textOf(details["to"]),
    reason: reasonOf(logged, details, step),
    facts: step === "asked" ? [] : [...mandateOf(details, told.people), ...factsOf(details)],
    href: null,
  };
}

/** A transition names its event; the first row of a command is the request, whatever its kind calls it. */
function stepOf({ action }: LoggedStep, { event, paramsHash }: Details): CommandStep {
  const known = commandSteps.find((step) => step === event);
  if (known !== undefined) return known;
  if (STEPS[action] !== undefined) return STEPS[action];
  return paramsHash === undefined ? "other" : "asked";
}

function authorOf(
  { actorKind, actorId, actorRole }: LoggedStep,
  people: ReadonlyMap<string, PersonLine>,
): CommandEntry["by"] {
  if (actorKind !== "person") return { ...OURS, name: actorId };
  const name = people.get(actorId)?.name ?? "Unknown person";
  return { name, role: actorRole, isPerson: true };
}

function reasonOf({ reason, action }: LoggedStep, details: Details, step: CommandStep) {
  if (step === "other") return action;
  if (reason !== null) return reason;
  const { why, rules, lastFailure } = details;
  if (Array.isArray(rules)) return rules.join(", ");
  return textOf(why) ?? textOf(lastFailure);
}

/** In whose right a person decided, where that was not their own. */
function mandateOf(
  { mandate }: Details,
  people: ReadonlyMap<string, PersonLine>,
): CommandEntry["facts"] {
  if (typeof mandate !== "object" || mandate === null) return [];
  const { by, role, onBehalfOf }: Details = Object.fromEntries(Object.entries(mandate));
  if (by === "break-glass")
    return [{ label: "Under break-glass as", value: textOf(role) ?? "unknown role" }];
  const away = people.get(textOf(onBehalfOf) ?? "")?.name ?? "Unknown person";
  return [{ label: "Stood in for", value: `${away} (${textOf(role) ?? "unknown"})` }];
}

function factsOf(details: Details): CommandEntry["facts"] {
  return Object.entries(FACTS).flatMap(([name, label]) => {
    const value = textOf(details[name]);
    return value === null ? [] : [{ label, value }];
  });
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" ? `${value}` : null;
}

function detailsOf({ details }: LoggedStep): Details {
  const parsed: unknown = JSON.parse(details);
  return typeof parsed === "object" && parsed !== null
    ? Object.fromEntries(Object.entries(parsed))
    : {};
}
