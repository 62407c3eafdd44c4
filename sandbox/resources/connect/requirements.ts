import type { Stripe } from "stripe";
import type { AccountFacts } from "./account-facts.ts";
import { type GivenFacts, missingFields } from "./required-fields.ts";

const NOTHING = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};

/** What the requirements make of an account: the hash it shows and what it may do. */
export interface Standing {
  readonly requirements: Stripe.Account.Requirements;
  readonly futureRequirements: Stripe.Account.FutureRequirements;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly capabilities: Stripe.Account.Capabilities;
}

/**
 * What is due, from what was given (docs.stripe.com/connect/handling-api-verification). What a new account lacks is
 * `currently_due` and `past_due` at once, as it cannot do anything yet; a demand on a running account is `currently_due`
 * until its deadline and stops payments and payouts after it.
 */
export function standingOf(given: GivenFacts, facts: AccountFacts, nowSeconds: number): Standing {
  const missing = missingFields(given);
  const wrong = facts.errors.map(({ requirement }) => requirement);
  const overdue = facts.demands.filter(({ deadline }) => deadline <= nowSeconds);
  const open = facts.demands.filter(({ deadline }) => deadline > nowSeconds);
  const past = distinct([...missing, ...wrong, ...overdue.map(({ field }) => field)]);
  const due = distinct([...past, ...open.map(({ field }) => field)]);
  const deadlines = open.map(({ deadline }) => deadline);
  const stopped = facts.rejected ?? (past.length > 0 ? "requirements.past_due" : null);
  const requirements: Stripe.Account.Requirements = {
    ...NOTHING,
    current_deadline: deadlines.length === 0 ? null : Math.min(...deadlines),
    currently_due: due,
    disabled_reason: stopped,
    errors: [...facts.errors],
    eventually_due: due,
    past_due: past,
  };
  const active = stopped === null;
  const wants = (name: string): boolean => name in facts.requested;
  return {
    requirements,
    futureRequirements: NOTHING,
    chargesEnabled: active && wants("card_payments"),
    payoutsEnabled: active && (wants("card_payments") || wants("transfers")),
    detailsSubmitted: missing.length === 0,
    capabilities: Object.fromEntries(
      Object.keys(facts.requested).map((name) => [name, active ? "active" : "inactive"]),
    ),
  };
}

function distinct(fields: readonly string[]): string[] {
  return [...new Set(fields)].toSorted();
}

/** A capability as `/v1/accounts/:id/capabilities` shows it: its requirements are the account's. */
export function capabilityOf(
  { account, facts }: { account: Stripe.Account; facts: AccountFacts },
  name: string,
): Stripe.Capability {
  const { requirements } = account;
  const requestedAt = facts.requested[name];
  const requested = requestedAt !== undefined;
  const running = (requirements?.disabled_reason ?? null) === null ? "active" : "inactive";
  return {
    id: name,
    object: "capability",
    account: account.id,
    future_requirements: NOTHING,
    requested,
    requested_at: requestedAt ?? null,
    requirements: requested && requirements ? demandsOf(requirements) : NOTHING,
    status: requested ? running : "unrequested",
  };
}

function demandsOf(account: Stripe.Account.Requirements): Stripe.Capability.Requirements {
  const { disabled_reason: stopped } = account;
  return {
    alternatives: [],
    current_deadline: account.current_deadline,
    currently_due: account.currently_due ?? [],
    disabled_reason: stopped === null ? null : capabilityReason(stopped),
    errors: account.errors ?? [],
    eventually_due: account.eventually_due ?? [],
    past_due: account.past_due ?? [],
    pending_verification: account.pending_verification ?? [],
  };
}

/** A capability gives reasons of its own for the account's. */
function capabilityReason(reason: string): Stripe.Capability.Requirements.DisabledReason {
  return reason.startsWith("rejected.") ? "rejected.other" : "requirements.fields_needed";
}
