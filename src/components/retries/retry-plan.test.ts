import { describe, expect, it } from "vitest";
import type { RetryAdvice, RetryMethodDto, RetryVerdictDto } from "#core/contracts/retries.ts";
import { planOf, type RetryDraft } from "./retry-plan.ts";

const NOW = new Date("2026-11-28T12:00:00Z");
const TOMORROW = new Date("2026-11-29T09:00:00Z");
const CHANCE = {
  mean: 0.4,
  low: 0.3,
  high: 0.5,
  alike: 9,
  basis: { level: 2, attempts: 90 },
  enough: true,
};
const ALLOWED: RetryVerdictDto = { kind: "allowed", reasons: [], notBefore: null };
const forbidden = (text: string): RetryVerdictDto => ({
  kind: "forbidden",
  reasons: [{ rule: "decline.lost_card", text, forbids: true, until: null, source: null }],
  notBefore: null,
});

const method = (id: string, change: Partial<RetryMethodDto> = {}): RetryMethodDto => ({
  id,
  method: { type: "card", brand: "visa", last4: "4242" },
  expires: "12/2030",
  isDefault: false,
  wasTried: false,
  verdict: ALLOWED,
  chance: CHANCE,
  better: null,
  ...change,
});

const advice = (methods: RetryMethodDto[]): RetryAdvice => ({
  paymentId: "pi_1",
  amount: { amountMinor: 4_200n, currency: "eur" },
  invoiceId: null,
  now: NOW,
  at: NOW,
  failure: null,
  verdict: methods.length === 0 ? forbidden("Nothing is on file.") : null,
  methods,
  counted: null,
});

const NOTHING: RetryDraft = { methodId: null, time: null, typedAt: null };

describe("what a retry would be", () => {
  it("tries the first method that may be tried, at once", () => {
    const methods = [method("pm_lost", { verdict: forbidden("Lost.") }), method("pm_good")];
    expect(planOf(advice(methods), NOTHING)).toMatchObject({
      time: "now",
      params: { methodId: "pm_good", at: null },
      problem: null,
    });
  });

  it("is nothing with a forbidden method, and says why", () => {
    const plan = planOf(advice([method("pm_lost", { verdict: forbidden("Lost.") })]), NOTHING);
    expect(plan).toMatchObject({ params: null, forbiddenBy: "Lost. (decline.lost_card)" });
    expect(planOf(advice([]), NOTHING)).toMatchObject({
      method: null,
      forbiddenBy: "Nothing is on file. (decline.lost_card)",
    });
  });

  it("waits for the better time where now is not the time", () => {
    const better = { at: TOMORROW, chance: CHANCE };
    const later: RetryVerdictDto = { ...forbidden("Wait."), kind: "later" };
    expect(planOf(advice([method("pm_1", { verdict: later, better })]), NOTHING)).toMatchObject({
      time: "better",
      params: { at: TOMORROW },
    });
    const now: RetryDraft = { ...NOTHING, time: "now" };
    expect(planOf(advice([method("pm_1", { verdict: later, better })]), now).params?.at).toBeNull();
  });

  it("takes a typed time only when it is one that is still to come", () => {
    const typed = (typedAt: Date | null) =>
      planOf(advice([method("pm_1")]), { ...NOTHING, time: "at", typedAt });
    expect(typed(TOMORROW).params).toMatchObject({ at: TOMORROW });
    expect(typed(null)).toMatchObject({
      params: null,
      problem: "Enter a day and a time.",
      forbiddenBy: null,
    });
    expect(typed(NOW)).toMatchObject({ params: null, problem: "That time is over." });
  });
});
