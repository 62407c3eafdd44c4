import type { Stripe } from "stripe";
import { driftedFees } from "../control/account-faults.ts";
import { noteDriftedFee } from "../history/incidents/fee-drift.ts";
import { noteConversion } from "../history/incidents/fx-surprise.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { Route } from "../protocol/route.ts";
import type { World } from "../world.ts";
import { requireObject } from "./change-object.ts";
import { reportingCategoryOf } from "./reporting-categories.ts";

export interface Movement {
  readonly type: Stripe.BalanceTransaction.Type;
  /** Minor units of `currency`; negative when money leaves the balance. */
  readonly amount: number;
  /** The currency of the balance it moves, which after a conversion is not the source's. */
  readonly currency: string;
  /** Rate from the source's currency to `currency`; null where nothing was converted. */
  readonly exchangeRate: number | null;
  readonly feeDetails: Stripe.BalanceTransaction.FeeDetail[];
  /** What it came from; null for what the account is charged with or granted by itself. */
  readonly source: string | null;
  readonly description: string | null;
  /** Seconds; at or before now means that it counts as available at once. */
  readonly availableOn: number;
  /** Where one type tells different things, such as an adjustment for a dispute; without it the type's own category. */
  readonly reportingCategory?: string;
  /** Which of the account's balances it moves; without it the one that is paid out. */
  readonly balanceType?: "payments" | "risk_reserved";
}

/** Books one movement of the account's balance. */
export function bookMovement(world: World, movement: Movement): Stripe.BalanceTransaction {
  const created = world.clock.nowSeconds();
  const feeDetails = driftedFees(world, movement);
  const fee = feeDetails.reduce((sum, detail) => sum + detail.amount, 0);
  const transaction: Stripe.BalanceTransaction = {
    id: world.ids.next("txn_3", 23),
    object: "balance_transaction",
    amount: movement.amount,
    available_on: Math.max(movement.availableOn, created),
    balance_type: movement.balanceType ?? "payments",
    created,
    currency: movement.currency,
    description: movement.description,
    exchange_rate: movement.exchangeRate,
    fee,
    fee_details: feeDetails,
    net: movement.amount - fee,
    reporting_category: movement.reportingCategory ?? reportingCategoryOf(movement.type),
    source: movement.source,
    status: movement.availableOn <= created ? "available" : "pending",
    type: movement.type,
  };
  world.store.insert("balance_transaction", transaction);
  if (movement.exchangeRate !== null) noteConversion(world, transaction);
  const isPayment = movement.type === "charge" || movement.type === "payment";
  // What a connected account gets of a platform's payment costs no fee.
  if (isPayment && feeDetails.length > 0) noteDriftedFee(world, transaction);
  return transaction;
}

export const balanceTransactionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/balance_transactions",
    accepts: [...PAGE_PARAMS, "created", "currency", "payout", "source", "type"],
    handle: ({ world, params }) =>
      objectPage(world.store, "balance_transaction", params, "/v1/balance_transactions", [
        ...equals("type", params.string("type")),
        ...equals("source", params.string("source")),
        ...equals("payout", params.string("payout")),
        ...equals("currency", params.string("currency")),
        ...createdConditions("balance_transaction", params.range("created")),
      ]),
  },
  {
    method: "GET",
    path: "/v1/balance_transactions/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "balance_transaction", id),
  },
];
