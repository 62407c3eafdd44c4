import { describe, expect, it } from "vitest";
import { money } from "#core/money.ts";
import { comparePrediction } from "../commands/index.ts";
import { type ChargeMovement, predictRefund } from "./predict-refund.ts";
import { hashed, readPreview, type UnhashedPreview, writePreview } from "./refund-preview.ts";
import { refundRequestBody } from "./refund-request.ts";

const AT = new Date("2026-11-20T10:00:00Z");
const eur = (amountMinor: bigint) => ({ amountMinor, currency: "eur" });
const preview: UnhashedPreview = {
  connect: null,
  customerGets: { amount: eur(1_200n), method: { type: "card", brand: "visa", last4: "4242" } },
  feeNotReturned: eur(55n),
  paymentAfter: { captured: eur(5_000n), refunded: eur(1_200n), available: eur(3_800n) },
  balance: { before: eur(9_000n), after: eur(7_800n), sufficient: true },
  postings: [{ account: "I.refunds", label: "Refunds", amount: eur(1_200n) }],
  recentRefunds: [{ id: "re_1", at: AT, amount: eur(1n), status: "pending" }],
  verdict: {
    kind: "allow",
    policyVersion: "v1",
    reasons: [{ rule: "r", text: "Fine." }],
    approvals: 0,
    approverRoles: [],
  },
  holdMs: 10_000,
};

describe("a stored preview", () => {
  it("is read back as it was shown", () => {
    const shown = hashed(preview);
    expect(readPreview(writePreview(shown))).toEqual(shown);
  });

  it("has a hash of 64 hex digits that is the same each time", () => {
    expect(hashed(preview).previewHash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashed(structuredClone(preview)).previewHash).toBe(hashed(preview).previewHash);
  });

  it.each<[string, Partial<UnhashedPreview>]>([
    ["what the customer gets", { customerGets: { ...preview.customerGets, amount: eur(1_201n) } }],
    [
      "the card it goes to",
      {
        customerGets: {
          ...preview.customerGets,
          method: { type: "card", brand: "visa", last4: "1111" },
        },
      },
    ],
    ["the fee that stays", { feeNotReturned: null }],
    [
      "what is left of the payment",
      { paymentAfter: { ...preview.paymentAfter, available: eur(3_799n) } },
    ],
    [
      "whether the balance suffices",
      { balance: { before: eur(0n), after: eur(-1_200n), sufficient: false } },
    ],
    ["what is posted", { postings: [] }],
    ["how often it was refunded lately", { recentRefunds: [] }],
    ["the verdict", { verdict: { ...preview.verdict, kind: "approval" } }],
    ["the policy's version", { verdict: { ...preview.verdict, policyVersion: "v2" } }],
    ["who may approve", { verdict: { ...preview.verdict, approverRoles: ["manager"] } }],
  ])("has another hash for another value of %s", (_name, change) => {
    expect(hashed({ ...preview, ...change }).previewHash).not.toBe(hashed(preview).previewHash);
  });

  it.each<[string, Partial<UnhashedPreview>]>([
    [
      "the balance, while it suffices",
      { balance: { before: eur(8_000n), after: eur(6_800n), sufficient: true } },
    ],
    [
      "the state of an earlier refund",
      { recentRefunds: [{ id: "re_1", at: AT, amount: eur(1n), status: "succeeded" }] },
    ],
    [
      "the wording of a reason",
      { verdict: { ...preview.verdict, reasons: [{ rule: "r", text: "Good." }] } },
    ],
  ])("has the same hash for another value of %s", (_name, change) => {
    expect(hashed({ ...preview, ...change }).previewHash).toBe(hashed(preview).previewHash);
  });
});

describe("the prediction of a refund's postings", () => {
  const movement: ChargeMovement = {
    type: "charge",
    amount: 5_000n,
    currency: "eur",
    balanceType: "payments",
    availableOn: AT,
    exchangeRate: null,
  };
  const legs = (amount: bigint, change: Partial<ChargeMovement> = {}) =>
    predictRefund(
      money(amount, "eur"),
      money(5_000n, "eur"),
      { ...movement, ...change },
      AT,
    )?.postings.map((leg) => [leg.account, leg.amount.amountMinor, leg.amount.currency]);

  it("takes a refund from the available balance", () => {
    expect(legs(1_200n)).toEqual([
      ["A.stripe.payments.available", -1_200n, "eur"],
      ["I.refunds", 1_200n, "eur"],
    ]);
  });

  it("takes it from the pending balance while the payment itself is pending", () => {
    const availableOn = new Date(AT.getTime() + 1);
    expect(legs(1_200n, { availableOn })).toEqual([
      ["A.stripe.payments.pending", -1_200n, "eur"],
      ["I.refunds", 1_200n, "eur"],
    ]);
  });

  it("takes a converted charge's own proportion in the currency of settlement", () => {
    const predicted = predictRefund(
      money(1_000n, "usd"),
      money(6_000n, "usd"),
      { ...movement, amount: 5_281n, exchangeRate: "0.88" },
      AT,
    );
    expect(predicted?.net).toEqual(money(-880n, "eur"));
    const sums = new Map<string, bigint>();
    for (const { amount } of predicted?.postings ?? [])
      sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.amountMinor);
    expect(Object.fromEntries(sums)).toEqual({ eur: 0n, usd: 0n });
  });

  it("says nothing while the charge's own movement is not known", () => {
    expect(predictRefund(money(1n, "eur"), money(5n, "eur"), null, AT)).toBeNull();
  });
});

describe("the comparison with the posted journal", () => {
  const predicted = [
    { account: "A.stripe.payments.available", label: "", amount: eur(-1_200n) },
    { account: "I.refunds", label: "", amount: eur(1_200n) },
  ];
  const posted = (
    stripe: bigint,
    rest: { account: string; amount: bigint; currency: string }[],
  ) => ({
    journalId: "7",
    legs: [{ account: "A.stripe.payments.available", amount: stripe, currency: "eur" }, ...rest],
  });

  it("is equal whatever the order of the legs, and waits while there is no journal", () => {
    const journal = posted(-1_200n, [{ account: "I.refunds", amount: 1_200n, currency: "eur" }]);
    expect(comparePrediction(predicted, { ...journal, legs: journal.legs.toReversed() })).toEqual({
      state: "equal",
      differences: [],
      journalId: "7",
    });
    expect(comparePrediction(predicted, null)).toEqual({
      state: "waiting",
      differences: [],
      journalId: null,
    });
    expect(comparePrediction([], null)).toEqual({
      state: "none",
      differences: [],
      journalId: null,
    });
  });

  it("names each account that differs, with both amounts", () => {
    const journal = posted(-1_250n, [
      { account: "I.refunds", amount: 1_200n, currency: "eur" },
      { account: "E.fee.stripe", amount: 50n, currency: "eur" },
    ]);
    expect(comparePrediction(predicted, journal)).toEqual({
      state: "different",
      journalId: "7",
      differences: [
        "A.stripe.payments.available: predicted -12.00 EUR, posted -12.50 EUR",
        "E.fee.stripe: predicted 0.00 EUR, posted 0.50 EUR",
      ],
    });
  });
});

describe("the request that Stripe receives", () => {
  it("says for a payment that was passed on what becomes of transfer and fee", () => {
    const asked = { commandId: "c", chargeId: "ch_1", amount: 1n, reason: "duplicate" } as const;
    const connect = { reverseTransfer: false, refundApplicationFee: true };
    const body: unknown = JSON.parse(refundRequestBody({ ...asked, connect }));
    expect(body).toMatchObject({ reverse_transfer: false, refund_application_fee: true });
  });

  it.each([
    ["duplicate", "duplicate"],
    ["fraudulent", "fraudulent"],
    ["not_received", "requested_by_customer"],
    ["other", "requested_by_customer"],
  ] as const)("names a reason of ours, %s, as Stripe's %s", (reason, expected) => {
    const asked = { commandId: "c", chargeId: "ch_1", amount: 1_200n, reason };
    const body = refundRequestBody({ ...asked, connect: undefined });
    expect(body).toBe(
      `{"amount":1200,"charge":"ch_1","metadata":{"command_id":"c","reason":"${reason}"},"reason":"${expected}"}`,
    );
  });
});
