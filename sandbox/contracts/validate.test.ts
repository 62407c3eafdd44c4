import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { schemaBundle } from "./load-bundle.ts";
import {
  validBalanceTransaction,
  validCharge,
  validEvent,
  validList,
  validPaymentIntent,
  validPayout,
  validRefund,
  validSamples,
} from "./valid-samples.ts";
import { validateErrorBody, validateStripeObject } from "./validate.ts";

// A clean clone generates the schemas here, which takes the compiler a few seconds.
beforeAll(() => {
  schemaBundle();
}, 60_000);

function requiredKeys(object: string): string[] {
  const bundle = schemaBundle();
  const schema = bundle.schemas[bundle.objects[object]?.live ?? ""];
  const required = schema?.["required"];
  if (!Array.isArray(required)) throw new Error(`${object} has no required keys.`);
  return required.filter((key) => typeof key === "string");
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

describe("valid objects", () => {
  it.each(Object.entries(validSamples))("accepts a %s", (_object, sample) => {
    expect(validateStripeObject(sample)).toEqual([]);
  });

  it("accepts expanded fields, and validates what they hold", () => {
    const expanded = {
      ...validRefund,
      charge: { ...validCharge, refunds: { ...validList, data: [validRefund] } },
    };
    expect(validateStripeObject(expanded)).toEqual([]);
    const broken = { ...expanded, charge: { ...expanded.charge, paid: "yes" } };
    expect(validateStripeObject(broken)).toEqual([
      'refund.charge.paid: must be boolean (is "yes")',
    ]);
  });

  it("accepts a deleted customer, but not as a live one", () => {
    const deleted = { id: "cus_1", object: "customer", deleted: true };
    expect(validateStripeObject(deleted)).toEqual([]);
    expect(validateStripeObject({ ...deleted, deleted: false })).toContain(
      "customer.email: is missing",
    );
  });

  it("accepts lists, empty or not, and search results", () => {
    expect(validateStripeObject(validList)).toEqual([]);
    expect(validateStripeObject({ ...validList, data: [] })).toEqual([]);
    const found = { ...validList, object: "search_result", next_page: null };
    expect(validateStripeObject(found)).toEqual([]);
  });
});

describe("invalid objects", () => {
  it.each([
    [{ ...validRefund, status: "junk" }, "refund.status"],
    [{ ...validPayout, status: "junk" }, "payout.status"],
    [{ ...validBalanceTransaction, status: "junk" }, "balance_transaction.status"],
    [{ ...validPaymentIntent, status: "junk" }, "payment_intent.status"],
    [{ ...validCharge, status: "junk" }, "charge.status"],
    [{ ...validRefund, reason: "junk" }, "refund.reason"],
    [{ ...validBalanceTransaction, type: "junk" }, "balance_transaction.type"],
    [{ ...validBalanceTransaction, amount: 42.5 }, "balance_transaction.amount"],
    [{ ...validBalanceTransaction, currency: "EUR" }, "balance_transaction.currency"],
    [{ ...validCharge, id: null }, "charge.id"],
    [{ ...validCharge, id: "" }, "charge.id"],
    [{ ...validCharge, surprise: 1 }, "charge.surprise"],
    [{ ...validCharge, object: "chargé" }, "chargé.object"],
    [{ ...validCharge, object: "refund" }, "refund.amount_captured"],
    [{ ...validCharge, customer: validRefund }, "charge.customer.object"],
    [{ ...validCharge, customer: 7 }, "charge.customer"],
    [{ ...validCharge, metadata: { order: 1001 } }, "charge.metadata.order"],
    [
      { ...validCharge, outcome: { ...validCharge.outcome, risk_score: "12" } },
      "charge.outcome.risk_score",
    ],
    [
      { ...validCharge, outcome: { ...validCharge.outcome, invented: 1 } },
      "charge.outcome.invented",
    ],
  ])("names the path of the fault (%#: %o)", (value, path) => {
    const violations = validateStripeObject(value);
    expect(violations.filter((line) => line.startsWith(`${path}:`))).toHaveLength(1);
  });

  it.each([null, undefined, "charge", [], {}, { object: 1 }, { object: "__proto__" }])(
    "refuses %j",
    (value) => {
      expect(validateStripeObject(value)).toHaveLength(1);
    },
  );

  it("reports each item of a list with its index, and a broken page", () => {
    const undated = Object.fromEntries(
      Object.entries(validCharge).filter(([key]) => key !== "created"),
    );
    const list = { ...validList, data: [validCharge, undated], has_more: "no", total: 2 };
    expect(validateStripeObject(list)).toEqual([
      "list.has_more: must be boolean, is string",
      "list.total: is no field of a page",
      "list.data[1].created: is missing",
    ]);
    expect(validateStripeObject(without(validList, "url"))).toEqual([
      "list.url: must be string, is missing",
    ]);
  });

  it("refuses every valid sample once any one of its required keys is gone", () => {
    const cases = Object.entries(validSamples).flatMap(([object, sample]) =>
      requiredKeys(object).map((key) => ({ object, sample, key })),
    );
    expect(cases.length).toBeGreaterThan(150);
    fc.assert(
      fc.property(fc.constantFrom(...cases), ({ object, sample, key }) => {
        const violations = validateStripeObject(without(sample, key));
        const root = key === "object" ? "value.object" : `${object}.${key}`;
        expect(violations.some((line) => line.startsWith(`${root}:`))).toBe(true);
      }),
      { numRuns: 2 * cases.length },
    );
  });
});

describe("events", () => {
  it("hold the object that their type promises", () => {
    const { data } = validEvent;
    const wrong = { ...validEvent, data: { ...data, object: validRefund } };
    expect(validateStripeObject(wrong)).toEqual([
      'event.data.object.object: must be one of Charges.Charge, not object "refund"',
    ]);
    const broken = { ...validEvent, data: { ...data, object: { ...data.object, status: "junk" } } };
    expect(validateStripeObject(broken)).toEqual([
      'event.data.object.status: "junk" is none of "failed", "pending", "succeeded"',
    ]);
  });

  it("have a type that Stripe knows and previous attributes that the object has", () => {
    expect(validateStripeObject({ ...validEvent, type: "charge.vanished" })).toEqual([
      expect.stringMatching(/^event\.type: "charge\.vanished" is none of /),
    ]);
    const odd = {
      ...validEvent,
      data: { ...validEvent.data, previous_attributes: { colour: "red" } },
    };
    expect(validateStripeObject(odd)).toEqual([
      "event.data.previous_attributes.colour: is no field of the event's object",
    ]);
  });
});

describe("error bodies", () => {
  const declined = {
    type: "card_error",
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    charge: "ch_1",
    payment_intent: { ...validPaymentIntent, status: "requires_payment_method" },
  };

  it("are accepted with and without the objects they carry", () => {
    expect(validateErrorBody({ error: declined })).toEqual([]);
    expect(
      validateErrorBody({ error: { type: "invalid_request_error", message: "No such refund." } }),
    ).toEqual([]);
  });

  it.each([
    [{ message: "Not Found" }, "body.error: is missing"],
    [{ error: declined, status: 402 }, "body.status: is no field of an error response"],
    [{ error: without(declined, "type") }, "body.error.type: is missing"],
    [{ error: { ...declined, statusCode: 402 } }, "body.error.statusCode: is no field"],
    [{ error: { ...declined, type: "oops" } }, 'body.error.type: "oops" is none of'],
    [
      { error: { ...declined, code: "no_such_code" } },
      'body.error.code: "no_such_code" is none of',
    ],
    [
      { error: { ...declined, payment_intent: "pi_1" } },
      "body.error.payment_intent: must be object",
    ],
    [{ error: "Not Found" }, "body.error: must be object"],
  ])("are refused where they differ from Stripe's envelope (%#)", (body, expected) => {
    expect(validateErrorBody(body)).toEqual([expect.stringContaining(expected)]);
  });
});
