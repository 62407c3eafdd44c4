import type { Stripe } from "stripe";
import type { ObjectKind, StoredObjects } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { findAccount } from "./account-facts.ts";

/** Fields of Connect's objects that hold an id; null marks those that are always empty in the sandbox. */
export const CONNECT_EXPANDABLE: Readonly<
  Record<string, Readonly<Record<string, ObjectKind | null>>>
> = {
  transfer: {
    balance_transaction: "balance_transaction",
    destination: "account",
    destination_payment: "charge",
    source_transaction: "charge",
  },
  transfer_reversal: {
    balance_transaction: "balance_transaction",
    destination_payment_refund: "refund",
    source_refund: "refund",
    transfer: "transfer",
  },
  application_fee: {
    account: "account",
    application: null,
    balance_transaction: "balance_transaction",
    charge: "charge",
    originating_transaction: "charge",
  },
  fee_refund: { balance_transaction: "balance_transaction", fee: "application_fee" },
  bank_account: { account: "account" },
  capability: { account: "account" },
};

const SHARED = ["account", "charge", "refund", "transfer", "transfer_reversal"] as const;
type SharedKind = (typeof SHARED)[number];

/** Kinds of which both sides of a transfer hold ids: the one side may expand what belongs to the other. */
export function isShared(kind: ObjectKind): kind is SharedKind {
  return SHARED.some((shared) => shared === kind);
}

/** The object, whichever account it belongs to; undefined when there is none. */
export function renderShared<K extends SharedKind>(
  world: World,
  kind: K,
  id: string,
): StoredObjects[K] | Stripe.Account | undefined {
  return kind === "account"
    ? findAccount(world, id)?.account
    : world.store.getAnywhere(kind, id)?.doc;
}
