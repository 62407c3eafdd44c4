import type { Stripe } from "stripe";
import { base62Of } from "../../store/deterministic-ids.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { riskOf, type Verdict } from "../issuer-verdict.ts";
import { RULES } from "./radar-rules.ts";

interface DefaultList {
  readonly alias: string;
  readonly name: string;
  readonly type: Stripe.Radar.ValueList["item_type"];
}

/** The block lists of every account (docs.stripe.com/radar/lists). */
const DEFAULT_LISTS: readonly DefaultList[] = [
  { alias: "card_bin_blocklist", name: "Card BIN block list", type: "card_bin" },
  { alias: "card_country_blocklist", name: "Card country block list", type: "country" },
  {
    alias: "card_fingerprint_blocklist",
    name: "Card fingerprint block list",
    type: "card_fingerprint",
  },
  { alias: "client_ip_address_blocklist", name: "Client IP block list", type: "ip_address" },
  { alias: "customer_id_blocklist", name: "Customer ID block list", type: "customer_id" },
  { alias: "email_blocklist", name: "Email block list", type: "email" },
  {
    alias: "sepa_debit_fingerprint_blocklist",
    name: "SEPA debit fingerprint block list",
    type: "sepa_debit_fingerprint",
  },
];
/** Who makes what the account did not make by itself. */
const MADE_BY_RADAR = "Radar";

/** Rules read these lists, so they cannot be deleted. */
export function isDefaultList(alias: string): boolean {
  return DEFAULT_LISTS.some((list) => list.alias === alias);
}

/** Makes the default lists of an account that does not have them yet. */
export function ensureDefaultLists(world: World): void {
  if (world.store.get("value_list", listId(world, "email_blocklist")) !== undefined) return;
  for (const { alias, name, type } of DEFAULT_LISTS) {
    const id = listId(world, alias);
    world.store.insert("value_list", {
      id,
      object: "radar.value_list",
      alias,
      created: world.clock.nowSeconds(),
      created_by: MADE_BY_RADAR,
      item_type: type,
      list_items: {
        object: "list",
        data: [],
        has_more: false,
        url: `/v1/radar/value_list_items?value_list=${id}`,
      },
      livemode: false,
      metadata: {},
      name,
    });
  }
}

/** Ids of the default lists depend on their names alone, so that making them late shifts no other id. */
function listId({ store }: World, alias: string): string {
  return `rsl_1${base62Of(`value_list:${store.account ?? ""}:${alias}`, 23)}`;
}

function holds(world: World, alias: string, value: string | null | undefined): boolean {
  if (value === null || value === undefined) return false;
  return (
    world.store
      .sql("SELECT 1 AS hit FROM value_list_item WHERE value_list = ? AND value = ? LIMIT 1")
      .get(listId(world, alias), value) !== undefined
  );
}

function put(world: World, alias: string, value: string | null | undefined): void {
  if (value === null || value === undefined || holds(world, alias, value)) return;
  ensureDefaultLists(world);
  world.store.insert("value_list_item", {
    id: world.ids.next("rsli_1", 23),
    object: "radar.value_list_item",
    created: world.clock.nowSeconds(),
    created_by: MADE_BY_RADAR,
    livemode: false,
    value,
    value_list: listId(world, alias),
  });
}

/** An email as lists hold and compare it. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The verdict on an attempt to pay that a block list stops before the bank hears of it; null lets it pass. */
export function listedVerdict(
  world: World,
  method: Stripe.PaymentMethod,
  intent: Stripe.PaymentIntent,
): Extract<Verdict, { result: "blocked" }> | null {
  const rule = blockingRule(world, method, intent);
  return rule === null ? null : { result: "blocked", risk: riskOf("highest", intent.id), rule };
}

function blockingRule(
  world: World,
  method: Stripe.PaymentMethod,
  intent: Stripe.PaymentIntent,
): string | null {
  if (holds(world, "card_fingerprint_blocklist", method.card?.fingerprint))
    return RULES.blockCard.id;
  if (holds(world, "sepa_debit_fingerprint_blocklist", method.sepa_debit?.fingerprint))
    return RULES.blockDebit.id;
  const emails = [
    method.billing_details.email,
    intent.receipt_email,
    world.store.get("customer", idOf(intent.customer) ?? "")?.email,
  ];
  const blocked = emails.some(
    (email) => typeof email === "string" && holds(world, "email_blocklist", normalEmail(email)),
  );
  return blocked ? RULES.blockEmail.id : null;
}

/** Puts the card (or account) and the email of a payment on the block lists, as a refund as fraudulent does. */
export function blockBuyer(world: World, charge: Stripe.Charge): void {
  const details = charge.payment_method_details;
  put(world, "card_fingerprint_blocklist", details?.card?.fingerprint);
  put(world, "sepa_debit_fingerprint_blocklist", details?.sepa_debit?.fingerprint);
  const email =
    charge.billing_details.email ??
    charge.receipt_email ??
    world.store.get("customer", idOf(charge.customer) ?? "")?.email;
  if (typeof email === "string") put(world, "email_blocklist", normalEmail(email));
}
