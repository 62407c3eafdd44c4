import fc from "fast-check";
import { Stripe } from "stripe";
import { addConnectedAccount } from "../../resources/connect/add-connected-account.ts";
import { idOf } from "../../store/object-kinds.ts";
import { type AccountState, brokenMoney, brokenPayouts, readAccount } from "../money-invariants.ts";
import { DAY_SECONDS, type TestAccount } from "../test-account.ts";

/** Connected accounts of a market. */
const SELLERS = 2;
/** What may be done in a market. */
export const DEEDS = [
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
/** One of them, drawn: amounts in minor units of one of `currencies`. */
export const stepIn = (...currencies: readonly [string, ...string[]]) =>
  fc.record({
    currency: fc.constantFrom(...currencies),
    do: fc.constantFrom(...DEEDS),
    seller: fc.nat(SELLERS - 1),
    which: fc.nat(20),
    amount: fc.integer({ min: 50, max: 20_000 }),
    part: fc.option(fc.integer({ min: 1, max: 9_000 })),
    card: fc.constantFrom("pm_card_bypassPending", "pm_card_de", "pm_card_visa"),
    sharesBack: fc.boolean(),
  });
export type Step = ReturnType<typeof stepIn> extends fc.Arbitrary<infer T> ? T : never;

/** A platform with its connected accounts, and what was made there so far. */
export interface Market {
  readonly account: TestAccount;
  readonly sellers: readonly string[];
  readonly charges: { id: string; on: string | null }[];
  readonly transfers: string[];
}

/** Opens the connected accounts on an empty platform. */
export function openMarket(account: TestAccount): Market {
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
      currency: action.currency,
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
  const to = { currency: action.currency, destination: market.sellers[action.seller] ?? "" };
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

/** Takes the steps one after the other, and a day more; that one is refused is a fine outcome. Out: those that were not. */
export async function takeSteps(market: Market, steps: readonly Step[]): Promise<Set<string>> {
  const done = new Set<string>();
  for (const action of steps) {
    await take(market, action).then(
      () => done.add(action.do),
      (error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 500) >= 500)
          throw error;
      },
    );
  }
  await market.account.advance(DAY_SECONDS);
  return done;
}

/** All accounts of a market as their owners read them, the platform's first, with what is wrong in each by itself. */
export async function readMarket({ account, sellers }: Market): Promise<{
  readonly states: readonly AccountState[];
  readonly problems: readonly string[];
}> {
  const states: AccountState[] = [];
  const problems: string[] = [];
  for (const owner of [null, ...sellers]) {
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
  return { states, problems };
}
