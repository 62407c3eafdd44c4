import fc from "fast-check";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import {
  type AccountState,
  brokenMoney,
  brokenPayouts,
  readAccount,
} from "../../testing/money-invariants.ts";
import { DAY_SECONDS, openAccount, type TestAccount } from "../../testing/test-account.ts";
import { addConnectedAccount } from "./add-connected-account.ts";

const SELLERS = 2;
const DEEDS = [
  "direct",
  "destination",
  "plain",
  "transfer",
  "fromCharge",
  "reverse",
  "refund",
  "feeRefund",
  "wait",
] as const;
const step = fc.record({
  do: fc.constantFrom(...DEEDS),
  seller: fc.nat(SELLERS - 1),
  which: fc.nat(20),
  amount: fc.integer({ min: 50, max: 20_000 }),
  part: fc.option(fc.integer({ min: 1, max: 9_000 })),
  card: fc.constantFrom("pm_card_bypassPending", "pm_card_de", "pm_card_visa"),
  sharesBack: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Market {
  readonly account: TestAccount;
  readonly sellers: readonly string[];
  readonly charges: { id: string; on: string | null }[];
  readonly transfers: string[];
}

function openMarket(account: TestAccount): Market {
  const { world } = account.sandbox.engine;
  const sellers = Array.from({ length: SELLERS }, (_, index) =>
    world.store.transact(() =>
      addConnectedAccount(world, {
        type: index === 0 ? "custom" : "standard",
        country: "NL",
        currency: "eur",
        email: `seller${index}@example.com`,
        name: `Example Seller ${index}`,
        metadata: {},
        complete: true,
      }),
    ),
  ).map(({ id }) => id);
  return { account, sellers, charges: [], transfers: [] };
}

const optionsOf = (on: string | null): Stripe.RequestOptions =>
  on === null ? {} : { stripeAccount: on };

async function pay(market: Market, action: Step): Promise<void> {
  const destination = market.sellers[action.seller] ?? "";
  const on = action.do === "direct" ? destination : null;
  const fee =
    action.part === null || action.do === "plain" ? {} : { application_fee_amount: action.part };
  const intent = await market.account.stripe.paymentIntents.create(
    {
      amount: action.amount,
      currency: "eur",
      payment_method: action.card,
      confirm: true,
      return_url: "https://shop.example.com",
      ...fee,
      ...(action.do === "destination" ? { transfer_data: { destination } } : {}),
    },
    optionsOf(on),
  );
  market.charges.push({ id: idOf(intent.latest_charge) ?? "", on });
}

function chosen<T>(among: readonly T[], which: number, none: T): T {
  return among[which % Math.max(among.length, 1)] ?? none;
}

/** Takes one step; that it is refused is a fine outcome. */
async function take(market: Market, action: Step): Promise<unknown> {
  const { stripe } = market.account;
  const { id: charge, on } = chosen(market.charges, action.which, { id: "ch_none", on: null });
  const transfer = chosen(market.transfers, action.which, "tr_none");
  const part = action.part === null ? {} : { amount: action.part };
  const to = { currency: "eur", destination: market.sellers[action.seller] ?? "" };
  switch (action.do) {
    case "transfer":
    case "fromCharge": {
      const from = action.do === "transfer" ? {} : { source_transaction: charge };
      const made = await stripe.transfers.create({ ...to, amount: action.amount, ...from });
      return market.transfers.push(made.id);
    }
    case "reverse":
      return stripe.transfers.createReversal(transfer, {
        ...part,
        refund_application_fee: action.sharesBack,
      });
    case "refund": {
      const shares = {
        refund_application_fee: true,
        ...(on === null ? { reverse_transfer: true } : {}),
      };
      return stripe.refunds.create(
        { charge, ...part, ...(action.sharesBack ? shares : {}) },
        optionsOf(on),
      );
    }
    case "feeRefund": {
      const [fee] = (await stripe.applicationFees.list({ limit: 1 })).data;
      return stripe.applicationFees.createRefund(fee?.id ?? "fee_none", part);
    }
    case "wait":
      return market.account.advance(action.amount * 20);
    default:
      return pay(market, action);
  }
}

/** What customers paid and got back and Stripe kept is all that the accounts together may have gained. */
function gained(states: readonly AccountState[]): { booked: number; real: number } {
  const moves = states
    .flatMap(({ transactions }) => transactions)
    .filter(({ type }) => type !== "payout" && type !== "reserve_transaction");
  const total = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0);
  const fees = moves.flatMap(({ fee_details: details }) => details);
  return {
    booked: total(moves.map(({ net }) => net)),
    real:
      total(
        moves.filter(({ type }) => ["charge", "refund"].includes(type)).map(({ amount }) => amount),
      ) - total(fees.filter(({ type }) => type === "stripe_fee").map(({ amount }) => amount)),
  };
}

async function walk(steps: readonly Step[], done: Set<string>): Promise<string[]> {
  const account = await openAccount();
  const market = openMarket(account);
  for (const action of steps) {
    await take(market, action).then(
      () => done.add(action.do),
      (error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 500) >= 500)
          throw error;
      },
    );
  }
  await account.advance(DAY_SECONDS);
  const states: AccountState[] = [];
  const problems: string[] = [];
  for (const owner of [null, ...market.sellers]) {
    const client = new Stripe(account.sandbox.apiKey, {
      host: "127.0.0.1",
      port: account.sandbox.port,
      protocol: "http",
      ...(owner === null ? {} : { stripeAccount: owner }),
    });
    const state = await readAccount(client);
    states.push(state);
    problems.push(...brokenMoney(state), ...(await brokenPayouts(client, state)));
  }
  const { booked, real } = gained(states);
  if (booked !== real)
    problems.push(`the accounts hold ${booked}, customers and Stripe left ${real}`);
  return problems;
}

describe("whatever a marketplace does", () => {
  it("transfers and fees move money and never make any", { timeout: 120_000 }, async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 30, size: "max" }),
        async (steps) => {
          expect(await walk(steps, done)).toEqual([]);
        },
      ),
      { numRuns: 20, seed: 20_261_120, endOnFailure: true },
    );
    expect(done).toEqual(new Set(DEEDS));
  });
});
