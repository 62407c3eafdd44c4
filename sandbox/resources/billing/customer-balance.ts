import type { Stripe } from "stripe";
import { noSuch } from "../../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { readCurrency } from "./price-params.ts";
import { onClockOf } from "./test-clock.ts";

export interface BalanceChange {
  /** Minor units; negative is credit that the next invoices use up, positive is debt that they collect. */
  readonly amount: number;
  readonly currency: string;
  readonly type: Stripe.CustomerBalanceTransaction.Type;
  readonly invoice?: string | null;
  readonly description?: string | null;
  readonly metadata?: Record<string, string>;
}

/** Changes a customer's balance and keeps the transaction (docs.stripe.com/billing/customer/balance). */
export function changeCustomerBalance(
  world: World,
  customerId: string,
  change: BalanceChange,
): Stripe.CustomerBalanceTransaction {
  const customer = requireObject(world, "customer", customerId);
  const balance = customer.balance + change.amount;
  changeObject(
    world,
    "customer",
    customer,
    { balance, currency: customer.currency ?? change.currency },
    ["customer.updated"],
  );
  return addObject(
    world,
    "customer_balance_transaction",
    {
      id: world.ids.next("cbtxn_1", 23),
      object: "customer_balance_transaction",
      amount: change.amount,
      checkout_session: null,
      created: world.clock.nowSeconds(),
      credit_note: null,
      currency: change.currency,
      customer: customerId,
      customer_account: null,
      description: change.description ?? null,
      ending_balance: balance,
      invoice: change.invoice ?? null,
      livemode: false,
      metadata: change.metadata ?? {},
      type: change.type,
    },
    null,
  );
}

function create({ world, params, id }: RouteCall): object {
  const customer = requireObject(world, "customer", id);
  const change = {
    amount: params.requiredInteger("amount"),
    currency: readCurrency(params, "currency"),
    type: "adjustment",
    description: params.nullableString("description") ?? null,
    metadata: params.metadata({}),
  } as const;
  return onClockOf(world, customer, () => changeCustomerBalance(world, id, change));
}

function ownedBy(world: World, customer: string, id: string): Stripe.CustomerBalanceTransaction {
  const found = requireObject(world, "customer_balance_transaction", id);
  if (found.customer === customer) return found;
  throw noSuch("customer balance transaction", id, "id", 404);
}

function update({ world, params, id, child }: RouteCall): object {
  const found = ownedBy(world, id, child);
  const description = params.nullableString("description");
  return changeObject(
    world,
    "customer_balance_transaction",
    found,
    {
      ...(description === undefined ? {} : { description }),
      metadata: params.metadata(found.metadata),
    },
    [],
  );
}

const PATH = "/v1/customers/:id/balance_transactions";

export const customerBalanceRoutes: readonly Route[] = [
  {
    method: "POST",
    path: PATH,
    accepts: ["amount", "currency", "description", "metadata"],
    handle: create,
  },
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS, "created"],
    handle: ({ world, params, id }) =>
      objectPage(
        world.store,
        "customer_balance_transaction",
        params,
        `/v1/customers/${requireObject(world, "customer", id).id}/balance_transactions`,
        [
          ...equals("customer", id),
          ...createdConditions("customer_balance_transaction", params.range("created")),
        ],
      ),
  },
  {
    method: "GET",
    path: `${PATH}/:child`,
    accepts: [],
    handle: ({ world, id, child }) => ownedBy(world, id, child),
  },
  {
    method: "POST",
    path: `${PATH}/:child`,
    accepts: ["description", "metadata"],
    handle: update,
  },
];
