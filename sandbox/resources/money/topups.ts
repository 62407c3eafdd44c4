import type { Stripe } from "stripe";
import { addBusinessDays, isBusinessDay } from "../../clock/business-days.ts";
import { refused } from "../../protocol/api-error.ts";
import type { World } from "../../world.ts";
import { bookMovement } from "../balance-transactions.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { balanceSums } from "./balance-sums.ts";
import { moneySettings } from "./money-settings.ts";
import { sendWaitingRefunds } from "./refund-funds.ts";

/** Our own choice; Stripe names only a date by which the money is expected. */
const ARRIVES_AFTER_BUSINESS_DAYS = 2;
const ARRIVES_AT_HOUR_MS = 9 * 3_600_000;

export interface TopupFacts {
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly statementDescriptor: string | null;
  readonly transferGroup: string | null;
  readonly initiatedBy: "user" | "stripe";
  /** The bank sends it back instead of paying. */
  readonly fails: boolean;
}

/** Orders money from the account's bank; it arrives two business days later (docs.stripe.com/connect/top-ups). */
export function addTopup(world: World, facts: TopupFacts): Stripe.Topup {
  const created = world.clock.nowSeconds();
  const expected = addBusinessDays(created, ARRIVES_AFTER_BUSINESS_DAYS);
  const topup: Stripe.Topup & { created: number } = {
    id: world.ids.next("tu_1", 23),
    object: "topup",
    amount: facts.amount,
    balance_transaction: null,
    created,
    currency: facts.currency,
    description: facts.description,
    expected_availability_date: expected,
    failure_code: null,
    failure_message: null,
    initiated_by: facts.initiatedBy,
    livemode: false,
    metadata: facts.metadata,
    source: null,
    statement_descriptor: facts.statementDescriptor,
    status: "pending",
    transfer_group: facts.transferGroup,
  };
  const outcome = facts.fails ? "topup-fails" : "topup-succeeds";
  world.timers.set(outcome, topup.id, expected * 1000 + ARRIVES_AT_HOUR_MS);
  return addObject(world, "topup", topup, "topup.created");
}

/** The money arrived: it is available at once, first for the refunds that waited for it. */
export function succeedTopup(world: World, id: string): void {
  const topup = requireObject(world, "topup", id);
  if (topup.status !== "pending") return;
  const movement = moveTopup(world, topup, "topup");
  changeObject(world, "topup", topup, { status: "succeeded", balance_transaction: movement }, [
    "topup.succeeded",
  ]);
  sendWaitingRefunds(world);
}

/** The bank did not pay; nothing was booked. */
export function failTopup(world: World, id: string): void {
  const topup = requireObject(world, "topup", id);
  if (topup.status !== "pending") return;
  changeObject(
    world,
    "topup",
    topup,
    {
      status: "failed",
      failure_code: "no_account",
      failure_message: "The bank has no such account.",
    },
    ["topup.failed"],
  );
}

/** Ends a top-up that is still pending; 400 for any other. */
export function cancelTopup(world: World, id: string): Stripe.Topup {
  const topup = requireObject(world, "topup", id);
  if (topup.status !== "pending")
    throw refused(`Only pending top-ups can be canceled; this one is ${topup.status}.`);
  return changeObject(world, "topup", topup, { status: "canceled" }, ["topup.canceled"]);
}

/** The bank took a paid top-up back, which may leave the balance below zero. */
export function reverseTopup(world: World, id: string): void {
  const topup = requireObject(world, "topup", id);
  if (topup.status !== "succeeded") return;
  moveTopup(world, topup, "topup_reversal");
  changeObject(world, "topup", topup, { status: "reversed" }, ["topup.reversed"]);
}

function moveTopup(world: World, topup: Stripe.Topup, type: "topup" | "topup_reversal"): string {
  return bookMovement(world, {
    type,
    amount: type === "topup" ? topup.amount : -topup.amount,
    currency: topup.currency,
    exchangeRate: null,
    feeDetails: [],
    source: topup.id,
    description: topup.description,
    availableOn: world.clock.nowSeconds(),
  }).id;
}

/**
 * Where the account's settings say so, Stripe takes what is missing from the bank on each business day
 * (docs.stripe.com/payments/balances): shown as a top-up that Stripe began. One at a time in a currency.
 */
export function debitNegativeBalance(world: World): void {
  if (!moneySettings(world).debitsNegativeBalance) return;
  if (!isBusinessDay(world.clock.nowSeconds())) return;
  for (const { currency, available } of balanceSums(world)) {
    if (available >= 0 || hasDebitUnderway(world, currency)) continue;
    addTopup(world, {
      amount: -available,
      currency,
      description: "Debit of a negative balance",
      metadata: {},
      statementDescriptor: null,
      transferGroup: null,
      initiatedBy: "stripe",
      fails: false,
    });
  }
}

function hasDebitUnderway(world: World, currency: string): boolean {
  const open = world.store.find("topup", {
    conditions: [{ sql: "status = 'pending'", values: [] }],
    order: "oldest",
    limit: Number.MAX_SAFE_INTEGER,
  });
  return open.some((topup) => topup.initiated_by === "stripe" && topup.currency === currency);
}
