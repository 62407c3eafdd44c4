import { describe, expect, it } from "vitest";
import { judgeRetry } from "./retries.policy.ts";
import type { DeclinedAttempt, MethodFacts, RetryFacts } from "./retry-facts.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);

const decline = (change: Partial<DeclinedAttempt> = {}): DeclinedAttempt => ({
  at: ago(2 * DAY_MS),
  sameAmount: true,
  declineCode: "insufficient_funds",
  failureCode: "card_declined",
  adviceCode: "try_again_later",
  networkDeclineCode: "51",
  networkAdviceCode: null,
  blocked: false,
  ...change,
});

const card = (change: Partial<MethodFacts> = {}): MethodFacts => ({
  id: "pm_1",
  type: "card",
  brand: "visa",
  last4: "4242",
  expMonth: 12,
  expYear: 2030,
  attached: true,
  declines: [decline()],
  ...change,
});

const facts = (change: Partial<RetryFacts> = {}): RetryFacts => ({
  status: "requires_payment_method",
  failed: true,
  customerId: "cus_1",
  method: card(),
  openRetry: false,
  at: NOW,
  ...change,
});

const withDecline = (change: Partial<DeclinedAttempt>, method: Partial<MethodFacts> = {}) =>
  facts({ method: card({ declines: [decline(change)], ...method }) });
const rules = (given: RetryFacts) => judgeRetry(given).reasons.map(({ rule }) => rule);
const many = (count: number, apart: number, change: Partial<DeclinedAttempt> = {}) =>
  Array.from({ length: count }, (_, n) => decline({ at: ago((n + 1) * apart), ...change }));

describe("the rules of a retry", () => {
  it("allow a payment that failed for want of funds two days ago", () => {
    expect(judgeRetry(facts())).toEqual({ kind: "allowed", reasons: [], notBefore: null });
  });

  it.each(["succeeded", "processing", "requires_action", "requires_capture", "canceled"])(
    "forbid a payment that is %s, and say only that",
    (status) => {
      const verdict = judgeRetry(facts({ status, method: null }));
      expect(verdict).toMatchObject({ kind: "forbidden", notBefore: null });
      expect(verdict.reasons.map(({ rule }) => rule)).toEqual([`payment.${status}`]);
    },
  );

  it.each([
    ["payment.never-tried", facts({ failed: false })],
    ["retry.open", facts({ openRetry: true })],
    ["payment.no-customer", facts({ customerId: null, method: null })],
    ["method.none", facts({ method: null })],
    ["method.detached", facts({ method: card({ attached: false }) })],
    [
      "method.needs-customer",
      facts({ method: card({ type: "ideal", brand: null, declines: [] }) }),
    ],
    [
      "decline.billing_invalid_mandate",
      withDecline({ declineCode: null, failureCode: "billing_invalid_mandate" }),
    ],
    ["method.expired", facts({ method: card({ expMonth: 10, expYear: 2026 }) })],
    ["decline.lost_card", withDecline({ declineCode: "lost_card", networkDeclineCode: null })],
    ["decline.stolen_card", withDecline({ declineCode: "stolen_card", networkDeclineCode: null })],
    ["decline.fraudulent", withDecline({ declineCode: "fraudulent", networkDeclineCode: null })],
    ["decline.expired_card", withDecline({ declineCode: "expired_card" })],
    [
      "decline.do_not_honor",
      withDecline({ declineCode: "do_not_honor", adviceCode: "confirm_card_data" }),
    ],
    ["decline.authentication_required", withDecline({ declineCode: "authentication_required" })],
    [
      "decline.debit_not_authorized",
      withDecline({ declineCode: null, failureCode: "debit_not_authorized" }),
    ],
    ["decline.blocked", withDecline({ blocked: true, declineCode: "highest_risk_level" })],
    ["advice.do-not-try-again", withDecline({ adviceCode: "do_not_try_again" })],
    [
      "network.visa-never",
      withDecline({ declineCode: "generic_decline", networkDeclineCode: "46" }),
    ],
    ["network.mastercard-never", withDecline({ networkAdviceCode: "21" }, { brand: "mastercard" })],
  ])("name %s as what forbids it", (rule, given) => {
    expect(judgeRetry(given).kind).toBe("forbidden");
    expect(rules(given)).toEqual([rule]);
  });

  it("let a card be tried in the month it names, and not in the next", () => {
    const method = card({ expMonth: 11, expYear: 2026 });
    expect(judgeRetry(facts({ method })).kind).toBe("allowed");
    expect(rules(facts({ method, at: new Date("2026-12-01T00:00:00Z") }))).toEqual([
      "method.expired",
    ]);
  });

  it("apply a network's codes to its own cards only", () => {
    const other = { brand: "mastercard" };
    expect(
      judgeRetry(withDecline({ networkDeclineCode: "46", declineCode: "x" }, other)).kind,
    ).toBe("allowed");
    expect(judgeRetry(withDecline({ networkAdviceCode: "03" })).kind).toBe("allowed");
  });

  it("judge another method by its own declines", () => {
    const method = card({ id: "pm_2", declines: [] });
    expect(judgeRetry(facts({ method })).kind).toBe("allowed");
  });

  it("advise a pause, and say until when, where the bank may change its mind", () => {
    const given = withDecline({ at: ago(HOUR_MS) });
    expect(judgeRetry(given)).toMatchObject({
      kind: "later",
      notBefore: new Date(NOW.getTime() + 23 * HOUR_MS),
      reasons: [{ rule: "advice.wait", forbids: false }],
    });
    expect(judgeRetry({ ...given, at: new Date(NOW.getTime() + 23 * HOUR_MS) }).kind).toBe(
      "allowed",
    );
  });

  it("forbid until the time that Mastercard names", () => {
    const given = withDecline(
      { networkAdviceCode: "27", at: ago(DAY_MS) },
      { brand: "mastercard" },
    );
    expect(judgeRetry(given)).toMatchObject({
      kind: "forbidden",
      notBefore: new Date(NOW.getTime() + 3 * DAY_MS),
    });
    expect(judgeRetry({ ...given, at: new Date(NOW.getTime() + 3 * DAY_MS) }).kind).toBe("allowed");
  });

  it("hold Visa's limit for one amount, and say when there is room again", () => {
    const declines = many(16, DAY_MS);
    expect(judgeRetry(facts({ method: card({ declines }) }))).toMatchObject({
      kind: "forbidden",
      notBefore: new Date(NOW.getTime() + 14 * DAY_MS),
      reasons: [{ rule: "network.visa-reattempts" }],
    });
    expect(judgeRetry(facts({ method: card({ declines: declines.slice(1) }) })).kind).toBe(
      "allowed",
    );
    const otherAmount = many(16, DAY_MS, { sameAmount: false });
    expect(judgeRetry(facts({ method: card({ declines: otherAmount }) })).kind).toBe("allowed");
  });

  it("hold Mastercard's limits of a day and of thirty", () => {
    const hourly = many(10, 2 * HOUR_MS, { sameAmount: false, declineCode: "do_not_honor" });
    expect(rules(facts({ method: card({ brand: "mastercard", declines: hourly }) }))).toEqual([
      "network.mastercard-day",
    ]);
    const month = many(35, 20 * HOUR_MS, { declineCode: "do_not_honor" });
    expect(rules(facts({ method: card({ brand: "mastercard", declines: month }) }))).toEqual([
      "network.mastercard-month",
    ]);
  });
});
