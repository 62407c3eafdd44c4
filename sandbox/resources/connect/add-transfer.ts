import type { Stripe } from "stripe";
import { refused } from "../../protocol/api-error.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { addObject, changeObject } from "../change-object.ts";
import { availableIn } from "../money/balance-sums.ts";
import { formatAmount } from "../money/currencies.ts";
import { requireAccount } from "./account-facts.ts";
import { type ArrivingMoney, addDestinationPayment } from "./destination-payment.ts";

export interface TransferFacts {
  /** Minor units of `currency`, which the platform's balance holds. */
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly transferGroup: string | null;
  /** The charge whose money it passes on, and with which it becomes available; null takes what is available. */
  readonly source: Stripe.Charge | null;
  /** What the platform keeps of what arrives; null for a plain transfer. */
  readonly fee: Pick<ArrivingMoney, "applicationFee" | "feeDetails" | "application"> | null;
}

/**
 * Moves money from the platform's balance to a connected account's (docs.stripe.com/connect/separate-charges-and-transfers):
 * a `transfer` here, a `payment` there. Throws 400 when there is not enough, here or in the charge it comes from.
 */
export function addTransfer(world: World, facts: TransferFacts): Stripe.Transfer {
  const { amount, currency, source } = facts;
  requireReceiver(world, facts.destination);
  const booked =
    source === null
      ? undefined
      : world.store.get("balance_transaction", idOf(source.balance_transaction) ?? "");
  if (source === null) requireAvailable(world, amount, currency);
  else requireRest(world, source, facts, booked);
  const id = world.ids.next("tr_1", 23);
  const availableOn = booked?.status === "pending" ? booked.available_on : world.clock.nowSeconds();
  const group = facts.transferGroup ?? groupOf(source);
  const movement = bookMovement(world, {
    type: "transfer",
    amount: -amount,
    currency,
    exchangeRate: null,
    feeDetails: [],
    source: id,
    description: facts.description,
    availableOn,
  });
  const payment = world.store.onAccount(facts.destination, () =>
    addDestinationPayment(world, {
      transfer: id,
      amount,
      currency,
      description: facts.description,
      transferGroup: group,
      availableOn,
      ...(facts.fee ?? { applicationFee: null, feeDetails: [], application: null }),
    }),
  );
  if (source !== null && source.transfer_group === null)
    changeObject(world, "charge", source, { transfer_group: group }, []);
  const made = { id, group, movement: movement.id, payment: payment.id };
  return addObject(world, "transfer", transferObject(world, facts, made), "transfer.created");
}

function transferObject(
  world: World,
  facts: TransferFacts,
  made: {
    readonly id: string;
    readonly group: string | null;
    readonly movement: string;
    readonly payment: string;
  },
): Stripe.Transfer {
  const { id } = made;
  return {
    id,
    object: "transfer",
    amount: facts.amount,
    amount_reversed: 0,
    balance_transaction: made.movement,
    created: world.clock.nowSeconds(),
    currency: facts.currency,
    description: facts.description,
    destination: facts.destination,
    destination_payment: made.payment,
    livemode: false,
    metadata: facts.metadata,
    reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: facts.source?.id ?? null,
    source_type: "card",
    transfer_group: made.group,
  };
}

/** A charge and the transfers made of it share a group; Stripe names one after the charge where none was given. */
function groupOf(source: Stripe.Charge | null): string | null {
  if (source === null) return null;
  return source.transfer_group ?? `group_${idOf(source.payment_intent) ?? source.id}`;
}

function requireReceiver(world: World, id: string): void {
  const { account } = requireAccount(world, id, "destination");
  if (account.capabilities?.transfers === "active") return;
  throw refused(
    "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    { param: "destination" },
  );
}

/** Refuses to take more from the account that is worked on than it has available. */
export function requireAvailable(world: World, amount: number, currency: string): void {
  if (availableIn(world, currency) >= amount) return;
  throw refused(
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
    { code: "balance_insufficient" },
  );
}

function requireRest(
  world: World,
  source: Stripe.Charge,
  { amount, currency }: TransferFacts,
  booked: Stripe.BalanceTransaction | undefined,
): void {
  if (booked === undefined)
    throw refused(`The charge ${source.id} has not been captured yet.`, {
      param: "source_transaction",
    });
  if (booked.currency !== currency) {
    throw refused(
      `The currency of source_transaction's balance transaction (${booked.currency}) must be the same as the transfer currency (${currency})`,
      { param: "currency" },
    );
  }
  const row = world.store
    .sql(
      "SELECT sum(json_extract(doc, '$.amount')) AS sum FROM transfer WHERE source_transaction = ?",
    )
    .get(source.id);
  const earlier = Number(row?.["sum"] ?? 0);
  if (earlier + amount <= booked.amount) return;
  throw refused(
    `Transfers using this transaction as a source must not exceed the source amount of ${formatAmount(booked.amount, currency)}. (There is already a transfer using this source, amounting to a total of ${formatAmount(earlier, currency)}.)`,
    { param: "amount" },
  );
}
