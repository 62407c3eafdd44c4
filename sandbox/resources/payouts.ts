import type { Stripe } from "stripe";
import { addBusinessDays } from "../clock/business-days.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { bookMovement } from "./balance-transactions.ts";
import { addObject, changeObject, requireObject } from "./change-object.ts";
import { balanceSums } from "./money/balance-sums.ts";
import { bankAccountId } from "./money/bank-accounts.ts";
import { moneySettings } from "./money/money-settings.ts";

const ARRIVES_AFTER_BUSINESS_DAYS = 1;
const IN_TRANSIT_AFTER_MS = 6 * 3_600_000;
const PAID_AT_HOUR_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const DESCRIPTION = "STRIPE PAYOUT";

/** What a payout is made of; the rest is the same for all of them. */
export interface PayoutFacts {
  /** Minor units; negative for the reversal of an earlier payout. */
  readonly amount: number;
  readonly currency: string;
  readonly automatic: boolean;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly statementDescriptor: string | null;
  /** The payout that this one takes back. */
  readonly original: string | null;
}

/** Takes the amount from the available balance and sends it on its way to the bank account of its currency. */
export function addPayout(world: World, facts: PayoutFacts): Stripe.Payout {
  const { amount, currency, automatic } = facts;
  const created = world.clock.nowSeconds();
  const id = world.ids.next("po_1", 23);
  const movement = bookMovement(world, {
    type: "payout",
    amount: amount === 0 ? 0 : -amount,
    currency,
    exchangeRate: null,
    feeDetails: [],
    source: id,
    description: facts.description,
    availableOn: created,
  });
  const arrival = addBusinessDays(created, ARRIVES_AFTER_BUSINESS_DAYS);
  const payout: Stripe.Payout = {
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic,
    balance_transaction: movement.id,
    created,
    currency,
    description: facts.description,
    destination: bankAccountId(world, currency),
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: facts.metadata,
    method: "standard",
    original_payout: facts.original,
    payout_method: null,
    reconciliation_status: automatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: facts.statementDescriptor,
    status: "pending",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
  addObject(world, "payout", payout, "payout.created");
  world.timers.set("payout-in-transit", id, world.clock.nowMs() + IN_TRANSIT_AFTER_MS);
  world.timers.set("payout-paid", id, arrival * 1000 + PAID_AT_HOUR_MS);
  return payout;
}

/**
 * The daily sweep: pays out, for each currency, all that became available and was in no payout yet. The movements become
 * members of the payout, which `?payout=` lists together with its own. Nothing or less to pay waits for another day.
 */
export function payOutAvailable(world: World): void {
  const { minimumBalances, statementDescriptor } = moneySettings(world);
  for (const { currency, available } of balanceSums(world)) {
    const minimum = minimumBalances[currency] ?? 0;
    if (available <= minimum) continue;
    if (minimum > 0) moveMinimum(world, "hold", -minimum, currency);
    const own = world.store.ownRows();
    const payout = addPayout(world, {
      amount: available - minimum,
      currency,
      automatic: true,
      description: DESCRIPTION,
      metadata: {},
      statementDescriptor,
      original: null,
    });
    // The payout's own movement stands there already, and is a member like the others.
    world.store
      .sql(
        `UPDATE balance_transaction SET payout = ? WHERE payout IS NULL AND status = 'available' AND balance_type = 'payments' AND currency = ? AND ${own.sql}`,
      )
      .run(payout.id, currency, ...own.values);
    if (minimum > 0) moveMinimum(world, "release", minimum, currency);
  }
}

/** What a payout leaves behind is held as one of its members, and stands in the balance again after it. */
function moveMinimum(
  world: World,
  direction: "hold" | "release",
  amount: number,
  currency: string,
): void {
  bookMovement(world, {
    type: `payout_minimum_balance_${direction}`,
    amount,
    currency,
    exchangeRate: null,
    feeDetails: [],
    source: null,
    description: `Minimum balance ${direction}`,
    availableOn: world.clock.nowSeconds(),
  });
}

/** While the account's payouts are paused each step of one waits for another day. */
function isHeldUp(world: World, step: "payout-in-transit" | "payout-paid", id: string): boolean {
  if (moneySettings(world).payoutSchedule !== "paused") return false;
  world.timers.set(step, id, world.clock.nowMs() + DAY_MS);
  return true;
}

/** The payout is on its way, and the members of an automatic one are final. Nothing for one that ended before. */
export function sendPayout(world: World, id: string): void {
  const payout = requireObject(world, "payout", id);
  if (payout.status !== "pending" || isHeldUp(world, "payout-in-transit", id)) return;
  if (!payout.automatic) {
    changeObject(world, "payout", payout, { status: "in_transit" }, ["payout.updated"]);
    return;
  }
  changeObject(
    world,
    "payout",
    payout,
    { status: "in_transit", reconciliation_status: "completed" },
    ["payout.updated", "payout.reconciliation_completed"],
  );
}

/** The bank has the money; the trace id is what its statement shows. Nothing for a payout that ended before. */
export function settlePayout(world: World, id: string): void {
  const payout = requireObject(world, "payout", id);
  if (payout.status === "pending" && moneySettings(world).payoutSchedule !== "paused")
    sendPayout(world, id);
  const sent = requireObject(world, "payout", id);
  if (sent.status !== "in_transit" && sent.status !== "pending") return;
  if (isHeldUp(world, "payout-paid", id)) return;
  const trace = { status: "supported", value: base62Of(`trace:${id}`, 12).toUpperCase() };
  changeObject(world, "payout", sent, { status: "paid", trace_id: trace }, [
    "payout.updated",
    "payout.paid",
  ]);
}
