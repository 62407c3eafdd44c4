import type { Stripe } from "stripe";
import { addConnectedAccount } from "../resources/connect/add-connected-account.ts";
import { addTransfer } from "../resources/connect/add-transfer.ts";
import { idOf } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import type { RandomStream } from "./random-stream.ts";

const SELLERS_META = "shop_sellers";
/** Share of the orders that a seller delivers, and what the seller gets of the settled amount. */
const DELIVERED_BY_SELLERS = 0.05;
const SELLERS_PART = 0.85;

const SELLERS = [
  { name: "Ceramics of Delft", country: "NL", email: "delft@example.com", complete: true },
  { name: "Harz Honey", country: "DE", email: "honey@example.net", complete: true },
  { name: "Atelier Rivage", country: "FR", email: "rivage@example.org", complete: true },
  { name: "Ghent Lace", country: "BE", email: "lace@example.com", complete: false },
] as const;

/** Takes sellers on; the last one has not given all that is asked of it and gets nothing yet. */
export function takeOnSellers(world: World): void {
  const ids = SELLERS.map(({ complete, ...seller }) => ({
    complete,
    ...addConnectedAccount(world, {
      ...seller,
      type: "express",
      currency: "eur",
      metadata: { shop_seller: seller.name },
      complete,
    }),
  }))
    .filter(({ complete }) => complete)
    .map(({ id }) => id);
  world.store.setMeta(SELLERS_META, JSON.stringify(ids));
}

/** Passes a part of a paid card charge on to the seller who delivers it. */
export function passOn(world: World, charge: Stripe.Charge, random: RandomStream): void {
  const [first, ...others] = JSON.parse(world.store.meta(SELLERS_META) ?? "[]") as string[];
  if (first === undefined || !random.chance(DELIVERED_BY_SELLERS)) return;
  const booked = world.store.get("balance_transaction", idOf(charge.balance_transaction) ?? "");
  if (booked === undefined || booked.currency !== "eur") return;
  addTransfer(world, {
    amount: Math.floor(booked.amount * SELLERS_PART),
    currency: booked.currency,
    destination: random.pick([first, ...others]),
    description: charge.description,
    metadata: { order_id: charge.metadata["order_id"] ?? "" },
    transferGroup: null,
    source: charge,
    fee: null,
  });
}
