import fc from "fast-check";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  DAY_SECONDS,
  openAccount,
  paidCharge,
  type TestAccount,
} from "../../testing/test-account.ts";

const MANY = { limit: 10_000 };
const CARDS = [
  "pm_card_visa",
  "pm_card_createDispute",
  "pm_card_createDisputeInquiry",
  "pm_card_createMultipleDisputes",
  "pm_card_refundFail",
  "pm_card_riskLevelElevated",
] as const;
const TEXTS = [
  "winning_evidence",
  "losing_evidence",
  "escalate_inquiry_evidence",
  "words",
] as const;

const which = fc.nat(30);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      card: fc.constantFrom(...CARDS),
      amount: fc.integer({ min: 50, max: 9_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("dispute" as const),
      which,
      amount: fc.option(fc.integer({ min: 1, max: 6_000 }), { nil: undefined }),
      inquiry: fc.boolean(),
      prevented: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      which,
      text: fc.constantFrom(...TEXTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("escalate" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      which,
      amount: fc.option(fc.integer({ min: 1, max: 6_000 }), { nil: undefined }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.constantFrom(61, 130, DAY_SECONDS, 15 * DAY_SECONDS, 29 * DAY_SECONDS),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function pick(ids: readonly string[], index: number): string {
  return ids[index % Math.max(ids.length, 1)] ?? "none";
}

/** Takes one step; that the account refuses it is a fine outcome. */
async function take(account: TestAccount, charges: string[], action: Step): Promise<void> {
  const { stripe } = account;
  const anyDispute = async (index: number): Promise<string> =>
    pick(
      (await stripe.disputes.list({ limit: 100 })).data.map(({ id }) => id),
      index,
    );
  switch (action.do) {
    case "pay":
      charges.push((await paidCharge(account, action.amount, action.card)).charge.id);
      return;
    case "dispute":
      return void (await account.control(
        "POST",
        `charges/${pick(charges, action.which)}/dispute`,
        action,
      ));
    case "answer":
      return void (await stripe.disputes.update(await anyDispute(action.which), {
        evidence: { uncategorized_text: action.text },
      }));
    case "close":
      return void (await stripe.disputes.close(await anyDispute(action.which)));
    case "escalate":
      return void (await account.control(
        "POST",
        `disputes/${await anyDispute(action.which)}/escalate`,
      ));
    case "refund":
      return void (await stripe.refunds.create({
        charge: pick(charges, action.which),
        ...(action.amount === undefined ? {} : { amount: action.amount }),
      }));
    default:
      return account.advance(action.seconds);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Withdrawn is reinstated plus lost, per dispute; one line for each dispute that says otherwise. */
function brokenDispute(
  dispute: Stripe.Dispute,
  rows: readonly Stripe.BalanceTransaction[],
): string[] {
  const held = ["needs_response", "under_review", "lost", "prevented"].includes(dispute.status);
  const moved = rows.filter(({ source }) => source === dispute.id);
  const fees = sum(moved.map(({ fee }) => fee));
  const charged = moved.length > 0 && dispute.status !== "prevented" ? 2_000 : 0;
  const shown = dispute.balance_transactions.map(({ id }) => id).toSorted();
  return [
    ...(sum(moved.map(({ amount }) => amount)) === (held ? -dispute.amount : 0)
      ? []
      : [`${dispute.id} (${dispute.status}): moved ${moved.map(({ amount }) => amount).join()}`]),
    ...(fees === charged ? [] : [`${dispute.id} (${dispute.status}): fees of ${fees}`]),
    ...(JSON.stringify(shown) === JSON.stringify(moved.map(({ id }) => id).toSorted())
      ? []
      : [`${dispute.id}: shows other movements than were booked`]),
  ];
}

/** Adds the ends that were told since; events are listed for thirty days, so this follows each wait. */
async function noteEnds({ stripe }: TestAccount, told: Set<string>): Promise<void> {
  const closed = await stripe.events
    .list({ type: "charge.dispute.closed", limit: 100 })
    .autoPagingToArray(MANY);
  for (const { id } of closed) told.add(id);
}

async function brokenAccount({ stripe }: TestAccount, told: Set<string>): Promise<string[]> {
  const disputes = await stripe.disputes.list({ limit: 100 }).autoPagingToArray(MANY);
  const rows = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray(MANY);
  const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray(MANY);
  const ended = disputes.filter(({ status }) =>
    ["won", "lost", "prevented", "warning_closed"].includes(status),
  );
  const charged = charges.flatMap((charge) => {
    const own = disputes.filter((dispute) => dispute.charge === charge.id);
    const held = own.filter(({ status }) => !status.startsWith("warning") && status !== "won");
    return [
      ...(charge.disputed === own.length > 0 ? [] : [`${charge.id}: disputed is wrong`]),
      ...(sum(held.map(({ amount }) => amount)) <= charge.amount_captured
        ? []
        : [`${charge.id}: more disputed than captured`]),
    ];
  });
  return [
    ...disputes.flatMap((dispute) => brokenDispute(dispute, rows)),
    ...charged,
    ...(told.size === ended.length ? [] : [`${ended.length} ended, ${told.size} told`]),
  ];
}

describe("whatever becomes of disputes", () => {
  it("what was withdrawn is reinstated or lost", { timeout: 120_000 }, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 40, size: "max" }),
        async (steps) => {
          const account = await openAccount();
          const charges: string[] = [];
          const told = new Set<string>();
          for (const action of steps) {
            await take(account, charges, action).catch((error: unknown) => {
              const refusal = error instanceof Stripe.errors.StripeError ? error.statusCode : 500;
              if ((refusal ?? 500) >= 500) throw error;
            });
            await noteEnds(account, told);
          }
          expect(await brokenAccount(account, told)).toEqual([]);
          for (const { status } of (await account.stripe.disputes.list({ limit: 100 })).data)
            seen.add(status);
        },
      ),
      { numRuns: 25, seed: 20_261_120, endOnFailure: true },
    );
    // A walk that never came to an end of some kind would have proven nothing of it.
    expect([...seen]).toEqual(
      expect.arrayContaining(["won", "lost", "prevented", "warning_closed"]),
    );
  });

  it("a converted payment loses and regains the same sum", async () => {
    const account = await openAccount();
    const { stripe } = account;
    const intent = await stripe.paymentIntents.create({
      amount: 5_000,
      currency: "usd",
      payment_method: "pm_card_createDispute",
      confirm: true,
      return_url: "https://shop.example.com",
    });
    const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data;
    await account.advance(3 * DAY_SECONDS);
    await stripe.disputes.update(dispute?.id ?? "", {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    await account.advance(61);
    const won = await stripe.disputes.retrieve(dispute?.id ?? "");
    const [taken, returned] = won.balance_transactions;
    expect(won).toMatchObject({ amount: 5_000, currency: "usd", status: "won" });
    expect(taken).toMatchObject({ currency: "eur", fee: 2_000 });
    expect(taken?.exchange_rate).not.toBeNull();
    expect(returned).toMatchObject({
      amount: -(taken?.amount ?? 0),
      currency: "eur",
      exchange_rate: taken?.exchange_rate,
    });
  });
});
