import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type JournalDraft,
  KNOWN_TYPES,
  natureOf,
  postBalanceTransaction,
  postedSegment,
  settleBalanceTransaction,
  type TransactionFacts,
} from "#server/modules/ledger/index.ts";

const MAX = 2n ** 53n;
const amount = fc.bigInt({ min: -MAX, max: MAX });
const currency = fc.constantFrom("eur", "usd", "jpy", "kwd", "isk");
const feeType = fc.oneof(
  fc.constantFrom(
    "stripe_fee",
    "application_fee",
    "payment_method_passthrough_fee",
    "tax",
    "withheld_tax",
  ),
  fc.string(),
);
const day = fc.integer({ min: 0, max: 40 }).map((n) => new Date(Date.UTC(2026, 9, 1 + n)));

/** Anything Stripe may send and more: types that no SDK lists, sums that do not add up, other currencies. */
const anyFacts: fc.Arbitrary<TransactionFacts> = fc.record({
  id: fc.stringMatching(/^txn_[a-z0-9]{8}$/),
  type: fc.oneof(fc.constantFrom(...KNOWN_TYPES), fc.string()),
  reportingCategory: fc.oneof(
    fc.constantFrom(
      "charge",
      "refund",
      "dispute",
      "dispute_reversal",
      "refund_failure",
      "fee",
      "payout",
    ),
    fc.string(),
  ),
  amount,
  fee: amount,
  net: amount,
  currency,
  status: fc.oneof(fc.constantFrom("pending", "available"), fc.string()),
  balanceType: fc.oneof(fc.constantFrom("payments", "risk_reserved", "issuing"), fc.string()),
  createdAt: day,
  availableOn: day,
  feeDetails: fc.array(fc.record({ type: feeType, amount, currency }), { maxLength: 4 }),
  exchangeRate: fc.option(fc.constantFrom("1.0842", "0.0061"), { nil: null }),
  sourceId: fc.option(fc.constant("ch_1"), { nil: null }),
  sourceMoney: fc.option(fc.record({ amount: fc.bigInt({ min: 0n, max: MAX }), currency }), {
    nil: null,
  }),
});

/**
 * A transaction as Stripe promises it: net = amount − fee, the details add up to the fee, and without a rate all of it is in
 * one currency.
 */
const honestFacts = anyFacts.map((facts): TransactionFacts => {
  const feeDetails = facts.feeDetails.map((detail) => ({ ...detail, currency: facts.currency }));
  const fee = feeDetails.reduce((sum, detail) => sum + detail.amount, 0n);
  const { exchangeRate, sourceMoney, currency: own } = facts;
  const isPlain = exchangeRate === null && sourceMoney !== null;
  return {
    ...facts,
    feeDetails,
    fee,
    net: facts.amount - fee,
    sourceMoney: isPlain ? { ...sourceMoney, currency: own } : sourceMoney,
  };
});

const sumByCurrency = (journal: JournalDraft): Record<string, bigint> => {
  const sums: Record<string, bigint> = {};
  for (const { currency: code, amount: value } of journal.legs)
    sums[code] = (sums[code] ?? 0n) + value;
  return sums;
};

describe("posting a balance transaction", () => {
  it("gives for anything at all one balanced journal without zero legs, or none when all is zero", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { journal, breaks } = postBalanceTransaction(facts);
        if (journal === null) {
          const amounts = [
            facts.net,
            facts.amount,
            ...facts.feeDetails.map((detail) => detail.amount),
          ];
          expect(
            amounts.every((value) => value === 0n) ||
              breaks.length > 0 ||
              facts.exchangeRate !== null,
          ).toBe(true);
          return;
        }
        expect(journal.key).toBe(`bt:${facts.id}`);
        expect(journal.legs.length).toBeGreaterThanOrEqual(2);
        expect(journal.legs.every((leg) => leg.amount !== 0n)).toBe(true);
        expect(Object.values(sumByCurrency(journal)).every((sum) => sum === 0n)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("moves exactly the net into the mirror of Stripe's balance", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const legs = postBalanceTransaction(facts).journal?.legs ?? [];
        const mirrored = legs.filter(({ account }) => account.startsWith("A.stripe."));
        expect(mirrored.reduce((sum, leg) => sum + leg.amount, 0n)).toBe(facts.net);
      }),
      { numRuns: 1_000 },
    );
  });

  it("uses only accounts that take journals of the feed", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { account } of postBalanceTransaction(facts).journal?.legs ?? []) {
          expect(natureOf(account).allowedKinds).toContain("BT");
        }
      }),
    );
  });

  it("touches suspense only together with a break, and breaks nothing that is known and adds up", () => {
    fc.assert(
      fc.property(honestFacts, (facts) => {
        const { journal, breaks } = postBalanceTransaction(facts);
        const suspended = journal?.legs.some(({ account }) => account === "X.suspense") ?? false;
        if (suspended) expect(breaks.map(({ type }) => type)).toContain("UNMAPPED_TYPE");
        expect(breaks.filter(({ type }) => type.endsWith("_MISMATCH"))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("reports every net and every fee sum that Stripe's own arithmetic contradicts", () => {
    fc.assert(
      fc.property(honestFacts, fc.bigInt({ min: 1n, max: 9n }), (facts, off) => {
        const typesOf = (changed: Partial<TransactionFacts>) =>
          postBalanceTransaction({ ...facts, ...changed }).breaks.map(({ type }) => type);
        expect(typesOf({ net: facts.net + off })).toContain("AMOUNT_MISMATCH");
        expect(typesOf({ fee: facts.fee + off, net: facts.net - off })).toContain("FEE_MISMATCH");
      }),
    );
  });

  it("reports every part in another currency as just that, and posts none of it as if it were known", () => {
    const other = { type: "stripe_fee", amount: 7n, currency: "gbp" };
    fc.assert(
      fc.property(honestFacts, (facts) => {
        const fees = postBalanceTransaction({
          ...facts,
          feeDetails: [...facts.feeDetails, other],
          fee: facts.fee + 7n,
          net: facts.net - 7n,
        });
        const mismatches = (breaks: typeof fees.breaks) =>
          breaks.filter(({ type }) => type.endsWith("_MISMATCH"));
        expect(mismatches(fees.breaks)).toMatchObject([{ type: "CURRENCY_MISMATCH", amount: 7n }]);
        const sourceMoney = { amount: 5n, currency: "gbp" };
        const source = postBalanceTransaction({ ...facts, exchangeRate: null, sourceMoney });
        expect(mismatches(source.breaks)).toMatchObject([
          { type: "CURRENCY_MISMATCH", amount: facts.amount },
        ]);
        const known = /^(?:A\.stripe\.|E\.fee\.|X\.suspense$)/;
        for (const { account } of source.journal?.legs ?? []) expect(account).toMatch(known);
      }),
    );
  });
});

describe("the two journals of a transaction", () => {
  it("leave the whole net in the available segment, whenever the transaction was first seen", () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (facts, seenPending) => {
        const last: TransactionFacts = { ...facts, status: "available" };
        const segment = postedSegment(last);
        // Stripe books as pending exactly what becomes available later.
        const first: TransactionFacts = seenPending ? { ...last, status: segment } : last;
        const opened = postBalanceTransaction(first).journal;
        const settled = settleBalanceTransaction(last, postedSegment(first));
        expect(opened).toEqual(postBalanceTransaction(last).journal);
        const legs = [...(opened?.legs ?? []), ...(settled?.legs ?? [])];
        const at = (status: string) =>
          legs
            .filter(
              ({ account }) => account.startsWith("A.stripe.") && account.endsWith(`.${status}`),
            )
            .reduce((sum, leg) => sum + leg.amount, 0n);
        expect(at("available")).toBe(facts.net);
        expect(at("pending")).toBe(0n);
      }),
      { numRuns: 1_000 },
    );
  });
});
