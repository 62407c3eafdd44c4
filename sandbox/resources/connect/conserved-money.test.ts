import fc from "fast-check";
import type { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { idOf } from "../../store/object-kinds.ts";
import type { AccountState } from "../../testing/money-invariants.ts";
import { openAccount } from "../../testing/test-account.ts";
import {
  DEEDS,
  type Market,
  openMarket,
  readMarket,
  type Step,
  stepIn,
  takeSteps,
} from "../../testing/walk/market.ts";
import { convertAmount } from "../money/exchange-rates.ts";
import { changeMoneySettings } from "../money/money-settings.ts";

const MANY = { limit: 10_000 };

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
  const market = openMarket(await openAccount());
  for (const deed of await takeSteps(market, steps)) done.add(deed);
  const { states, problems } = await readMarket(market);
  const { booked, real } = gained(states);
  return booked === real
    ? [...problems]
    : [...problems, `the accounts hold ${booked}, customers and Stripe left ${real}`];
}

type Movement = Stripe.BalanceTransaction | undefined;

/** Whether a movement is an amount of its source: the same in its currency, else by the rate that it names. */
function isOf(movement: Movement, amount: number, currency: string): boolean {
  if (movement === undefined) return false;
  const { exchange_rate: rate } = movement;
  return rate === null
    ? movement.currency === currency && movement.amount === amount
    : movement.amount === convertAmount(amount, currency, movement.currency, rate);
}

/** Every object of a market's sellers, and every movement of all, by id. */
interface Ledgers {
  readonly movements: ReadonlyMap<string, Stripe.BalanceTransaction>;
  readonly payments: ReadonlyMap<string, Stripe.Charge>;
  readonly refunds: ReadonlyMap<string, Stripe.Refund>;
}

function ledgersOf(states: readonly AccountState[]): Ledgers {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> =>
    new Map(list.map((one) => [one.id, one]));
  const [, ...sellers] = states;
  return {
    movements: byId(states.flatMap(({ transactions }) => transactions)),
    payments: byId(sellers.flatMap(({ charges }) => charges)),
    refunds: byId(sellers.flatMap(({ refunds }) => refunds)),
  };
}

type Told = { readonly id: string } | string | null | undefined;
const foundIn = <T>(among: ReadonlyMap<string, T>, told: Told): T | undefined =>
  among.get(idOf(told ?? null) ?? "");

/** A transfer with its reversals: here in its own currency, there a payment or a refund of just as much. */
function lostOf(
  { movements, payments, refunds }: Ledgers,
  transfer: Stripe.Transfer,
  reversals: readonly Stripe.TransferReversal[],
): string[] {
  const { id, amount, currency } = transfer;
  const isSame = (there: Stripe.Charge | Stripe.Refund | undefined, here: number): boolean =>
    there?.amount === here && there.currency === currency;
  const isGone = isOf(foundIn(movements, transfer.balance_transaction), -amount, currency);
  const isThere = isSame(foundIn(payments, transfer.destination_payment), amount);
  const lost = reversals.filter(
    (reversal) =>
      !isOf(foundIn(movements, reversal.balance_transaction), reversal.amount, currency) ||
      !isSame(foundIn(refunds, reversal.destination_payment_refund), reversal.amount),
  );
  return [
    ...(isGone && isThere ? [] : [`${id}: arrived otherwise than it left`]),
    ...lost.map((reversal) => `${reversal.id}: came back otherwise than it left`),
  ];
}

/** A fee in the currency it is kept in, by the rate of the movement that keeps it. */
function dueOf(fee: Stripe.ApplicationFee, currency: string, movement: Movement): number {
  const rate = movement?.exchange_rate ?? null;
  if (rate === null || currency === fee.currency) return fee.amount;
  return convertAmount(fee.amount, fee.currency, currency, rate);
}

/** A fee: kept there, in the currency of that movement and by its rate, and earned here. */
function unlikeFee({ movements, payments }: Ledgers, fee: Stripe.ApplicationFee): string[] {
  const payment = foundIn(payments, fee.charge);
  const movement = foundIn(movements, payment?.balance_transaction);
  const kept = movement?.fee_details.find(({ type }) => type === "application_fee");
  const isEarned = isOf(foundIn(movements, fee.balance_transaction), fee.amount, fee.currency);
  const isKept = kept !== undefined && kept.amount === dueOf(fee, kept.currency, movement);
  return isKept && isEarned ? [] : [`${fee.id}: earned otherwise than it was kept`];
}

/** What left one account and did not arrive at the other as just that; one line each. */
async function lostOnTheWay(market: Market, states: readonly AccountState[]): Promise<string[]> {
  const { stripe } = market.account;
  const ledgers = ledgersOf(states);
  const problems: string[] = [];
  for (const transfer of await stripe.transfers.list({ limit: 100 }).autoPagingToArray(MANY)) {
    const reversals = await stripe.transfers.listReversals(transfer.id, { limit: 100 });
    problems.push(...lostOf(ledgers, transfer, reversals.data));
  }
  const fees = await stripe.applicationFees.list({ limit: 100 }).autoPagingToArray(MANY);
  return [...problems, ...fees.flatMap((fee) => unlikeFee(ledgers, fee))];
}

describe("whatever a marketplace does", () => {
  it("transfers and fees move money and never make any", { timeout: 120_000 }, async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepIn("eur"), { minLength: 10, maxLength: 30, size: "max" }),
        async (steps) => {
          expect(await walk(steps, done)).toEqual([]);
        },
      ),
      { numRuns: 20, seed: 20_261_120, endOnFailure: true },
    );
    expect(done).toEqual(new Set(DEEDS));
  });

  it("what leaves one account in any currency arrives at the other, at the rate that it names", {
    timeout: 120_000,
  }, async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepIn("usd", "gbp", "jpy", "eur"), { minLength: 10, maxLength: 30, size: "max" }),
        async (steps) => {
          const market = openMarket(await openAccount());
          const { world } = market.account.sandbox.engine;
          world.store.transact(() => changeMoneySettings(world, { settlementCurrencies: ["usd"] }));
          for (const deed of await takeSteps(market, steps)) done.add(deed);
          const { states, problems } = await readMarket(market);
          expect([...problems, ...(await lostOnTheWay(market, states))]).toEqual([]);
        },
      ),
      { numRuns: 20, seed: 20_261_128, endOnFailure: true },
    );
    expect(done).toEqual(new Set(DEEDS));
  });
});
