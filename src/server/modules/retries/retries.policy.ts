import { declineRule, isReusable, PAUSE_MS } from "./decline-rules.ts";
import {
  ATTEMPT_LIMITS,
  type AttemptLimit,
  MASTERCARD_NEVER,
  MASTERCARD_WAIT_MS,
  SOURCES,
  type Source,
  VISA_NEVER,
} from "./network-rules.ts";
import type { DeclinedAttempt, MethodFacts, RetryFacts } from "./retry-facts.ts";

/** A rule that speaks against a retry. `until` is when it no longer does; null for one that time does not change. */
export interface RetryReason {
  readonly rule: string;
  readonly text: string;
  readonly forbids: boolean;
  readonly until: Date | null;
  readonly source: Source | null;
}

/** `later`: it may be tried now, but is better tried after `notBefore`. Forbidden with a `notBefore`: until then. */
export interface RetryVerdict {
  readonly kind: "allowed" | "later" | "forbidden";
  readonly reasons: readonly RetryReason[];
  readonly notBefore: Date | null;
}

/** Judges one more attempt. Pure: the same facts give the same verdict when asked for, shown and executed. */
export function judgeRetry(facts: RetryFacts): RetryVerdict {
  const reasons = [
    ...stateReasons(facts),
    ...(facts.method ? methodReasons(facts, facts.method) : []),
  ];
  const forbidding = reasons.filter(({ forbids }) => forbids);
  const deciding = forbidding.length > 0 ? forbidding : reasons;
  const kind = forbidding.length > 0 ? "forbidden" : reasons.length > 0 ? "later" : "allowed";
  return {
    kind,
    reasons: [...forbidding, ...reasons.filter(({ forbids }) => !forbids)],
    notBefore: lastOf(deciding),
  };
}

/** When the last of them ends; null when there is none, or one that does not end by itself. */
function lastOf(reasons: readonly RetryReason[]): Date | null {
  const ends = reasons.map(({ until }) => until);
  if (ends.length === 0 || ends.includes(null)) return null;
  return new Date(Math.max(...ends.map((end) => end?.getTime() ?? 0)));
}

function forbidden(rule: string, text: string, source: Source | null = null): RetryReason {
  return { rule, text, forbids: true, until: null, source };
}

const STATES: Readonly<Record<string, string>> = {
  succeeded: "The payment is paid: another attempt would charge twice.",
  processing: "The payment is under way. That is no failure: wait for the bank's answer.",
  requires_action: "The customer has to confirm the payment. That is no failure: wait for them.",
  requires_capture: "The amount is authorised already: capture it instead.",
  canceled: "The payment was cancelled: it cannot be taken up again.",
};

function stateReasons({
  status,
  failed,
  openRetry,
  customerId,
  method,
}: RetryFacts): RetryReason[] {
  const words = STATES[status];
  if (words !== undefined) return [forbidden(`payment.${status}`, words, SOURCES.stripeLifecycle)];
  const reasons: RetryReason[] = [];
  if (!failed)
    reasons.push(
      forbidden("payment.never-tried", "No attempt has failed yet: there is nothing to repeat."),
    );
  if (openRetry)
    reasons.push(
      forbidden("retry.open", "Another retry of this payment is under way or waits for its time."),
    );
  if (customerId === null)
    reasons.push(
      forbidden(
        "payment.no-customer",
        "The payment belongs to no customer, so no method is on file for it.",
      ),
    );
  else if (method === null)
    reasons.push(
      forbidden(
        "method.none",
        "The customer has no method on file that can be charged without them.",
      ),
    );
  return reasons;
}

function methodReasons(facts: RetryFacts, method: MethodFacts): RetryReason[] {
  const found = standing(facts, method);
  const [last] = method.declines;
  if (last) found.push(...declineReasons(last, method.brand, facts.at));
  for (const limit of ATTEMPT_LIMITS) {
    const reason =
      limit.brand === method.brand ? overLimit(limit, method.declines, facts.at) : null;
    if (reason) found.push(reason);
  }
  return found;
}

/** What speaks against the method itself, whatever happened to it. */
function standing({ at }: RetryFacts, method: MethodFacts): RetryReason[] {
  const reasons: RetryReason[] = [];
  if (!method.attached)
    reasons.push(
      forbidden("method.detached", "The customer removed this method: it may not be charged."),
    );
  if (!isReusable(method.type))
    reasons.push(
      forbidden(
        "method.needs-customer",
        "A payment with this method needs the customer at their bank's page each time.",
        SOURCES.stripeOffSession,
      ),
    );
  if (isExpired(method, at))
    reasons.push(
      forbidden("method.expired", "The card will have expired by then.", SOURCES.stripeDeclines),
    );
  return reasons;
}

/** A card is good until the end of the month it names. */
function isExpired({ expMonth, expYear }: MethodFacts, at: Date): boolean {
  if (expMonth === null || expYear === null) return false;
  // Months count from zero, so the month's own number is already the next one.
  return at.getTime() >= Date.UTC(expYear, expMonth, 1);
}

/** What the method's last decline says. */
function declineReasons(last: DeclinedAttempt, brand: string | null, at: Date): RetryReason[] {
  if (last.blocked)
    return [
      forbidden(
        "decline.blocked",
        "Stripe stopped the last attempt for its risk; no bank was asked. It would be stopped again.",
        SOURCES.stripeDeclines,
      ),
    ];
  const code = last.declineCode ?? last.failureCode;
  const { meaning, why } = declineRule(code);
  const reasons = networkReasons(last, brand);
  if (last.adviceCode === "do_not_try_again")
    reasons.push(
      forbidden(
        "advice.do-not-try-again",
        `${why} The network advises: do not try again.`,
        SOURCES.stripeDeclines,
      ),
    );
  if (meaning === "never") reasons.push(forbidden(`decline.${code}`, why, SOURCES.stripeDeclines));
  if (meaning === "renew" || last.adviceCode === "confirm_card_data")
    reasons.push(
      forbidden(
        `decline.${code}`,
        `${why} Trying the same data again fails: the customer has to renew the card first.`,
        SOURCES.stripeDeclines,
      ),
    );
  if (meaning === "customer")
    reasons.push(
      forbidden(
        `decline.${code}`,
        `${why} That cannot be done without them.`,
        SOURCES.stripeDeclines,
      ),
    );
  if (reasons.length > 0) return reasons;
  return pauses(last, code, at);
}

function networkReasons(last: DeclinedAttempt, brand: string | null): RetryReason[] {
  if (brand === "visa" && VISA_NEVER.has(last.networkDeclineCode ?? ""))
    return [
      forbidden(
        "network.visa-never",
        `Visa's code ${last.networkDeclineCode}: the bank will never approve this card, and Visa bills every further attempt.`,
        SOURCES.visaCategories,
      ),
    ];
  if (brand === "mastercard" && MASTERCARD_NEVER.has(last.networkAdviceCode ?? ""))
    return [
      forbidden(
        "network.mastercard-never",
        `Mastercard's advice ${last.networkAdviceCode}: do not try this card again.`,
        SOURCES.mastercardAdvice,
      ),
    ];
  return [];
}

/** Until when the method is left alone: forbidden where the network names the time, advised where we do. */
function pauses(last: DeclinedAttempt, code: string | null, at: Date): RetryReason[] {
  const { meaning, why } = declineRule(code);
  const named = MASTERCARD_WAIT_MS.get(last.networkAdviceCode ?? "");
  const pause = named ?? PAUSE_MS[meaning] ?? 0;
  const until = new Date(last.at.getTime() + pause);
  if (until <= at) return [];
  const hours = pause / 3_600_000;
  const span = hours >= 48 ? `${hours / 24} days` : hours === 1 ? "an hour" : `${hours} hours`;
  if (named !== undefined)
    return [
      {
        rule: "network.mastercard-wait",
        text: `${why} Mastercard's advice ${last.networkAdviceCode}: not before ${span} have passed.`,
        forbids: true,
        until,
        source: SOURCES.mastercardAdvice,
      },
    ];
  return [
    {
      rule: "advice.wait",
      text: `${why} It is better left alone for ${span}.`,
      forbids: false,
      until,
      source: null,
    },
  ];
}

/** Whether the card was declined as often as the network allows in the span that ends at `at`. */
function overLimit(
  limit: AttemptLimit,
  declines: readonly DeclinedAttempt[],
  at: Date,
): RetryReason | null {
  const since = at.getTime() - limit.withinMs;
  const counted = declines.filter(
    (decline) => decline.at.getTime() > since && (decline.sameAmount || !limit.sameAmount),
  );
  // The newest first: the limit's last one must leave the span before there is room for another.
  const oldest = counted[limit.declines - 1];
  if (!oldest) return null;
  const amount = limit.sameAmount ? " for this amount" : "";
  return {
    rule: limit.rule,
    text: `The card was declined ${counted.length} times${amount}, and ${limit.because}.`,
    forbids: true,
    until: new Date(oldest.at.getTime() + limit.withinMs),
    source: limit.source,
  };
}
