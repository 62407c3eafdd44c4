import fc from "fast-check";
import { Stripe } from "stripe";
import { DAY_SECONDS, type TestAccount } from "../test-account.ts";

/** What a walk remembers of the account, to refuse what the account must refuse. */
export interface WalkModel {
  /** Paid payments with what can still be given back, in minor units; null where refunds fail later and come back. */
  readonly payments: { readonly id: string; left: number | null }[];
  readonly held: string[];
}

export interface Walker {
  readonly account: TestAccount;
  readonly customer: string;
  readonly price: string;
  readonly seller: string;
}

type Command = fc.AsyncCommand<WalkModel, Walker>;

const CARDS = [
  "pm_card_visa",
  "pm_card_bypassPending",
  "pm_card_chargeDeclined",
  "pm_card_refundFail",
  "pm_card_pendingRefund",
  "pm_card_createDispute",
  "pm_card_riskLevelElevated",
] as const;
const CURRENCIES = ["eur", "usd", "jpy"] as const;

function command(
  name: string,
  run: (model: WalkModel, walker: Walker) => Promise<unknown>,
  check: (model: WalkModel) => boolean = () => true,
): Command {
  return {
    check: (model) => check(model),
    run: async (model, walker) => void (await run(model, walker)),
    toString: () => name,
  };
}

/** A refusal is a fine outcome; that the account breaks (5xx) or cannot be reached is not. */
async function orRefused<T>(call: Promise<T>): Promise<T | null> {
  return call.catch((error: unknown) => {
    const refused = error instanceof Stripe.errors.StripeError && (error.statusCode ?? 500) < 500;
    if (!refused) throw error;
    return null;
  });
}

const money = fc.integer({ min: 200, max: 90_000 });
const which = fc.nat(40);

const pay = fc
  .tuple(
    fc.constantFrom(...CARDS),
    fc.constantFrom(...CURRENCIES),
    money,
    fc.boolean(),
    fc.boolean(),
  )
  .map(([card, currency, amount, holds, shares]) =>
    command(
      `pay ${amount} ${currency} ${card}${holds ? " held" : ""}${shares ? " shared" : ""}`,
      async (model, walker) => {
        const intent = await orRefused(
          walker.account.stripe.paymentIntents.create({
            amount,
            currency,
            payment_method: card,
            confirm: true,
            return_url: "https://shop.example.com",
            capture_method: holds ? "manual" : "automatic",
            ...(shares
              ? { application_fee_amount: 50, transfer_data: { destination: walker.seller } }
              : {}),
          }),
        );
        if (intent?.status === "requires_capture") model.held.push(intent.id);
        if (intent?.status === "succeeded")
          model.payments.push({
            id: intent.id,
            left: card === "pm_card_refundFail" ? null : amount,
          });
      },
    ),
  );

const refund = fc.tuple(which, money).map(([index, amount]) =>
  command(
    `refund ${amount} of payment ${index}`,
    async ({ payments }, { account }) => {
      const payment = payments[index % payments.length];
      if (payment === undefined) return;
      const made = await orRefused(
        account.stripe.refunds.create({ payment_intent: payment.id, amount }),
      );
      if (made === null || payment.left === null) return;
      if (amount > payment.left)
        throw new Error(`${payment.id}: gave ${amount} of ${payment.left}`);
      payment.left -= amount;
    },
    ({ payments }) => payments.length > 0,
  ),
);

const capture = fc.tuple(which, money).map(([index, amount]) =>
  command(
    `capture ${amount} of hold ${index}`,
    ({ held }, { account }) =>
      orRefused(
        account.stripe.paymentIntents.capture(held[index % held.length] ?? "", {
          amount_to_capture: amount,
        }),
      ),
    ({ held }) => held.length > 0,
  ),
);

const evidence = fc.constantFrom("winning_evidence", "losing_evidence").map((text) =>
  command(`answer a dispute with ${text}`, async (_model, { account }) => {
    const [open] = (await account.stripe.disputes.list({ limit: 1 })).data;
    if (open === undefined) return;
    await orRefused(
      account.stripe.disputes.update(open.id, { evidence: { uncategorized_text: text } }),
    );
  }),
);

const subscribe = fc.constant(
  command("subscribe", (_model, { account, customer, price }) =>
    orRefused(account.stripe.subscriptions.create({ customer, items: [{ price }] })),
  ),
);

const topUp = money.map((amount) =>
  command(`top up ${amount}`, (_model, { account }) =>
    orRefused(account.stripe.topups.create({ amount, currency: "eur" })),
  ),
);

const payOut = money.map((amount) =>
  command(`pay out ${amount}`, (_model, { account }) =>
    orRefused(account.stripe.payouts.create({ amount, currency: "eur" })),
  ),
);

const transfer = money.map((amount) =>
  command(`transfer ${amount}`, (_model, { account, seller }) =>
    orRefused(account.stripe.transfers.create({ amount, currency: "eur", destination: seller })),
  ),
);

const wait = fc
  .integer({ min: 60, max: 12 * DAY_SECONDS })
  .map((seconds) =>
    command(`wait ${seconds} s`, (_model, { account }) => account.advance(seconds)),
  );

/** Walks of up to 30 steps through everything that moves money. */
export function walks(): fc.Arbitrary<Iterable<Command>> {
  const steps = [
    pay,
    pay,
    pay,
    refund,
    refund,
    capture,
    evidence,
    subscribe,
    topUp,
    payOut,
    transfer,
    wait,
    wait,
  ];
  return fc.commands(steps, { maxCommands: 30, size: "max" });
}
