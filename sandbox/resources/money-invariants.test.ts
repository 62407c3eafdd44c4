import fc from "fast-check";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import {
  brokenEvents,
  brokenMoney,
  brokenPayouts,
  readAccount,
} from "../testing/money-invariants.ts";
import { DAY_SECONDS, openAccount, type TestAccount } from "../testing/test-account.ts";
import { changeMoneySettings } from "./money/money-settings.ts";
import { failPayout } from "./money/payout-outcomes.ts";
import { holdReserve } from "./money/reserves.ts";

const CARDS = [
  "pm_card_visa",
  "pm_card_de",
  "pm_card_bypassPending",
  "pm_card_chargeDeclined",
  "pm_card_pendingRefund",
  "pm_card_refundFail",
  "pm_card_authenticationRequired",
] as const;
const IBANS = [
  "DE89370400440532013000",
  "DE62370400440532013001",
  "DE34370400440532013990",
] as const;
/** Settled as they are (eur, gbp), converted, and without or with three decimals. */
const CURRENCIES = ["eur", "eur", "gbp", "usd", "jpy", "kwd"] as const;

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      card: fc.constantFrom(...CARDS),
      amount: fc.integer({ min: 50, max: 9_000 }).map((tens) => tens * 10),
      currency: fc.constantFrom(...CURRENCIES),
      manual: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("debit" as const),
      iban: fc.constantFrom(...IBANS),
      amount: fc.integer({ min: 50, max: 90_000 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      which: fc.nat(30),
      amount: fc.option(fc.integer({ min: 1, max: 60_000 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("capture" as const),
      which: fc.nat(30),
      amount: fc.option(fc.integer({ min: 1, max: 60_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat(30) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("topup" as const),
      amount: fc.integer({ min: 1, max: 60_000 }),
      source: fc.constantFrom("btok_us_verified", "btok_us_verified_noAccount"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("payout" as const),
      amount: fc.integer({ min: 1, max: 30_000 }),
      cancels: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("failPayout" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("reserve" as const),
      amount: fc.integer({ min: 1, max: 20_000 }),
      holder: fc.constantFrom("risk" as const, "network" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("authenticate" as const),
      which: fc.nat(30),
      succeeds: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.integer({ min: 1, max: 4 * DAY_SECONDS }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes one step. That the account refuses it is a fine outcome; that it breaks (5xx) is not. */
async function take(account: TestAccount, intents: string[], action: Step): Promise<void> {
  const { stripe } = account;
  const target =
    "which" in action ? (intents[action.which % Math.max(intents.length, 1)] ?? "pi_none") : "";
  const amount = "amount" in action && action.amount !== null ? action.amount : undefined;
  const given = amount === undefined ? {} : { amount };
  const open = async (params: Partial<Stripe.PaymentIntentCreateParams>): Promise<void> => {
    const intent = await stripe.paymentIntents.create({
      amount: amount ?? 100,
      currency: "currency" in action ? action.currency : "eur",
      ...params,
    });
    intents.push(intent.id);
    await stripe.paymentIntents.confirm(intent.id);
  };
  switch (action.do) {
    case "pay":
      return open({
        payment_method: action.card,
        capture_method: action.manual ? "manual" : "automatic",
      });
    case "debit":
      return open({
        payment_method_data: { type: "sepa_debit", sepa_debit: { iban: action.iban } },
      });
    case "refund":
      return void (await stripe.refunds.create({ payment_intent: target, ...given }));
    case "capture":
      return void (await stripe.paymentIntents.capture(
        target,
        amount === undefined ? {} : { amount_to_capture: amount },
      ));
    case "topup":
      return void (await stripe.topups.create({
        amount: action.amount,
        currency: "eur",
        source: action.source,
      }));
    case "payout":
      return payOut(account, action.amount, action.cancels);
    case "failPayout":
      return failNewestPayout(account);
    case "reserve":
      return holdBack(account, action.amount, action.holder);
    case "cancel":
      return void (await stripe.paymentIntents.cancel(target));
    case "authenticate":
      return void (await account.control("POST", `payment_intents/${target}/authenticate`, {
        outcome: action.succeeds ? "succeed" : "fail",
      }));
    default:
      return account.advance(action.seconds);
  }
}

async function payOut({ stripe }: TestAccount, amount: number, cancels: boolean): Promise<void> {
  const payout = await stripe.payouts.create({ amount, currency: "eur" });
  if (cancels) await stripe.payouts.cancel(payout.id);
}

async function failNewestPayout({ stripe, sandbox }: TestAccount): Promise<void> {
  const [payout] = (await stripe.payouts.list({ limit: 1 })).data;
  const { world } = sandbox.engine;
  if (payout !== undefined)
    world.store.transact(() => failPayout(world, payout.id, "account_frozen"));
}

function holdBack({ sandbox }: TestAccount, amount: number, holder: "risk" | "network"): void {
  const { world } = sandbox.engine;
  const reserve = { amount, currency: "eur", releaseAfterSeconds: 3 * DAY_SECONDS, holder };
  world.store.transact(() => holdReserve(world, reserve));
}

async function walk(steps: readonly Step[]): Promise<string[]> {
  const account = await openAccount();
  changeMoneySettings(account.sandbox.engine.world, {
    settlementCurrencies: ["gbp"],
    negativeBalanceLimit: 5_000,
    debitsNegativeBalance: steps.length % 2 === 0,
  });
  const intents: string[] = [];
  for (const action of steps) {
    await take(account, intents, action).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 500) >= 500)
        throw error;
    });
  }
  const state = await readAccount(account.stripe);
  return [
    ...brokenMoney(state),
    ...(await brokenPayouts(account.stripe, state)),
    ...(await brokenEvents(account.stripe, state)),
  ];
}

describe("whatever is done to an account", () => {
  it("its money adds up and every change told itself once", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 40, size: "max" }),
        async (steps) => {
          expect(await walk(steps)).toEqual([]);
        },
      ),
      { numRuns: 25, seed: 20_261_028, endOnFailure: true },
    );
  });
});
