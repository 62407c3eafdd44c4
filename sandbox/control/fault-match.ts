import type { FaultMatch } from "./fault-input.ts";

/** What a rule is held against: a request, a delivery, or an object that the API shows. */
export interface FaultSubject {
  readonly method?: string;
  readonly path?: string;
  readonly idempotencyKey?: string | null;
  readonly eventType?: string;
  readonly endpoint?: string;
  /** Ids that occur in it: its own, its customer's, and those that its parameters name. */
  readonly mentions: readonly string[];
}

/** True when the subject is all that the rule asks for. */
export function matches(match: FaultMatch, subject: FaultSubject): boolean {
  return (
    same(match.method?.toUpperCase() ?? null, subject.method) &&
    (match.path === null || pathMatches(match.path, subject.path ?? "")) &&
    same(match.idempotencyKey, subject.idempotencyKey) &&
    (match.eventType === null || typeMatches(match.eventType, subject.eventType ?? "")) &&
    same(match.endpoint, subject.endpoint) &&
    [match.customer, match.objectId].every((id) => id === null || subject.mentions.includes(id))
  );
}

function same(wanted: string | null, given: string | null | undefined): boolean {
  return wanted === null || wanted === given;
}

/** `charge.*` stands for every type of that family, as in Stripe's own filters. */
function typeMatches(wanted: string, given: string): boolean {
  return wanted.endsWith(".*") ? given.startsWith(wanted.slice(0, -1)) : wanted === given;
}

function pathMatches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === "*" || part === given[index])
  );
}

/** The ids that an object of the API carries: its own and those of what it belongs to. */
export function idsIn(object: object): string[] {
  const fields = new Map<string, unknown>(Object.entries(object));
  return ["id", "customer", "charge", "payment_intent", "source", "payout"].flatMap((name) => {
    const value = fields.get(name);
    return typeof value === "string" ? [value] : [];
  });
}
