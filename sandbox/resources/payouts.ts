import type { Stripe } from "stripe";
import { addBusinessDays } from "../clock/business-days.ts";
import {
  createdConditions,
  equals,
  objectPage,
  PAGE_PARAMS,
  rangeConditions,
} from "../protocol/list-page.ts";
import type { Route } from "../protocol/route.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { addObject, changeObject, requireObject } from "./change-object.ts";

const ARRIVES_AFTER_BUSINESS_DAYS = 1;
const IN_TRANSIT_AFTER_MS = 6 * 3_600_000;
const PAID_AT_HOUR_MS = 9 * 3_600_000;
const DESCRIPTION = "STRIPE PAYOUT";

/**
 * The daily sweep: pays out all that became available and was in no payout yet. The movements become members of the
 * payout, which `?payout=` lists together with the payout's own movement. Nothing or less to pay waits for another day.
 */
export function payOutAvailable(world: World): void {
  const row = world.store
    .sql(
      "SELECT sum(net) AS net FROM balance_transaction WHERE status = 'available' AND payout IS NULL",
    )
    .get();
  const amount = Number(row?.["net"] ?? 0);
  if (amount <= 0) return;
  const created = world.clock.nowSeconds();
  const id = world.ids.next("po_1", 23);
  world.store
    .sql("UPDATE balance_transaction SET payout = ? WHERE status = 'available' AND payout IS NULL")
    .run(id);
  const movement = bookMovement(world, {
    type: "payout",
    amount: -amount,
    currency: ACCOUNT_CURRENCY,
    exchangeRate: null,
    feeDetails: [],
    source: id,
    description: DESCRIPTION,
    availableOn: created,
  });
  world.store.setColumn("balance_transaction", movement.id, "payout", id);
  const arrival = addBusinessDays(created, ARRIVES_AFTER_BUSINESS_DAYS);
  const payout: Stripe.Payout = {
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: true,
    balance_transaction: movement.id,
    created,
    currency: ACCOUNT_CURRENCY,
    description: DESCRIPTION,
    destination: `ba_1${base62Of(`bank:${world.accountId}`, 23)}`,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "pending",
    trace_id: null,
    type: "bank_account",
  };
  addObject(world, "payout", payout, "payout.created");
  world.timers.set("payout-in-transit", id, world.clock.nowMs() + IN_TRANSIT_AFTER_MS);
  world.timers.set("payout-paid", id, arrival * 1000 + PAID_AT_HOUR_MS);
}

/** The payout is on its way, and its members are final. */
export function sendPayout(world: World, id: string): void {
  const payout = requireObject(world, "payout", id);
  changeObject(
    world,
    "payout",
    payout,
    { status: "in_transit", reconciliation_status: "completed" },
    ["payout.updated", "payout.reconciliation_completed"],
  );
}

/** The bank has the money; the trace id is what its statement shows. */
export function settlePayout(world: World, id: string): void {
  const payout = requireObject(world, "payout", id);
  const trace = { status: "supported", value: base62Of(`trace:${id}`, 12).toUpperCase() };
  changeObject(world, "payout", payout, { status: "paid", trace_id: trace }, [
    "payout.updated",
    "payout.paid",
  ]);
}

export const payoutRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/payouts",
    accepts: [...PAGE_PARAMS, "arrival_date", "created", "status", "destination"],
    handle: ({ world, params }) =>
      objectPage(world.store, "payout", params, "/v1/payouts", [
        ...equals("status", params.string("status")),
        ...(params.has("destination")
          ? [
              {
                sql: "json_extract(doc, '$.destination') = ?",
                values: [params.requiredString("destination")],
              },
            ]
          : []),
        ...rangeConditions("arrival_date", params.range("arrival_date")),
        ...createdConditions("payout", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: "/v1/payouts/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "payout", id),
  },
];
