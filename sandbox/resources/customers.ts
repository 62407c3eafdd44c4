import type { Stripe } from "stripe";
import { noSuch } from "../protocol/api-error.ts";
import { createdConditions, equals, objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { base62Of } from "../store/deterministic-ids.ts";
import type { World } from "../world.ts";
import { readAddress } from "./address.ts";
import { endSubscriptionsOf } from "./billing/subscription-status.ts";
import { clockForCustomer, onClockOf } from "./billing/test-clock.ts";
import { addObject, changeObject, requireObject } from "./change-object.ts";
import { emitEvent } from "./events.ts";
import { attachPaymentMethod, detachPaymentMethod, methodByIdOrToken } from "./payment-methods.ts";
import { withDefaultMethod } from "./setup/default-method.ts";

export interface CustomerFacts {
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly description: string | null;
  readonly address: Stripe.Address | null;
  readonly metadata: Record<string, string>;
  /** The test clock that it and all below it live on. */
  readonly testClock?: string | null;
}

/** Saves a customer and tells so by `customer.created`. */
export function addCustomer(world: World, facts: CustomerFacts): Stripe.Customer {
  const { testClock, ...shown } = facts;
  const id = world.ids.next("cus_", 14);
  return addObject(
    world,
    "customer",
    {
      id,
      object: "customer",
      balance: 0,
      created: world.clock.nowSeconds(),
      currency: null,
      default_source: null,
      delinquent: false,
      discount: null,
      invoice_prefix: base62Of(`invoice:${id}`, 8).toUpperCase(),
      invoice_settings: {
        custom_fields: null,
        default_payment_method: null,
        footer: null,
        rendering_options: null,
      },
      livemode: false,
      next_invoice_sequence: 1,
      preferred_locales: [],
      shipping: null,
      tax_exempt: "none",
      test_clock: testClock ?? null,
      ...shown,
    },
    "customer.created",
  );
}

function create(call: RouteCall): object {
  const clock = call.params.string("test_clock");
  if (clock === undefined) return createHere(call, null);
  const testClock = clockForCustomer(call.world, clock);
  return onClockOf(call.world, { test_clock: testClock.id }, () => createHere(call, testClock.id));
}

function createHere({ world, params }: RouteCall, testClock: string | null): object {
  const customer = addCustomer(world, {
    testClock,
    email: params.nullableString("email") ?? null,
    name: params.nullableString("name") ?? null,
    phone: params.nullableString("phone") ?? null,
    description: params.nullableString("description") ?? null,
    address: readAddress(params, "address") ?? null,
    metadata: params.metadata({}),
  });
  const named = params.string("payment_method");
  const method = named === undefined ? null : methodByIdOrToken(world, named, "payment_method");
  if (method !== null) attachPaymentMethod(world, method, customer.id);
  const preferred = params.string("invoice_settings.default_payment_method");
  if (preferred === undefined) return customer;
  // A token such as `pm_card_visa` stands for one method in both places.
  const preferredId = preferred === named && method !== null ? method.id : preferred;
  const settings = withDefaultMethod(world, customer, preferredId);
  return changeObject(world, "customer", customer, settings, []);
}

function textChanges(params: RequestParams): Partial<Stripe.Customer> {
  const change: Partial<Stripe.Customer> = {};
  for (const name of ["email", "name", "phone", "description"] as const) {
    const value = params.nullableString(name);
    if (value !== undefined) change[name] = value;
  }
  const address = readAddress(params, "address");
  return address === undefined ? change : { ...change, address };
}

function update({ world, params, id }: RouteCall): object {
  const customer = requireLive(world, id);
  const preferred = params.nullableString("invoice_settings.default_payment_method");
  const settings = preferred === undefined ? {} : withDefaultMethod(world, customer, preferred);
  return changeObject(
    world,
    "customer",
    customer,
    { ...textChanges(params), ...settings, metadata: params.metadata(customer.metadata) },
    ["customer.updated"],
  );
}

function isDeleted(world: World, id: string): boolean {
  return world.store.column("customer", id, "deleted") === 1;
}

/** A deleted customer can be read as a stub and no longer changed. */
function requireLive(world: World, id: string): Stripe.Customer {
  if (isDeleted(world, id)) throw noSuch("customer", id, "id", 404);
  return requireObject(world, "customer", id);
}

/** The customer, or the stub that Stripe keeps of a deleted one. */
export function renderCustomer(world: World, id: string): Stripe.Customer | Stripe.DeletedCustomer {
  const customer = requireObject(world, "customer", id);
  return isDeleted(world, id) ? { id, object: "customer", deleted: true } : customer;
}

function remove({ world, id }: RouteCall): object {
  return deleteCustomer(world, requireLive(world, id));
}

/** Deletes a customer, cancels what it subscribed to and lets go of its methods. */
export function deleteCustomer(world: World, customer: Stripe.Customer): Stripe.DeletedCustomer {
  const { id } = customer;
  endSubscriptionsOf(world, id);
  const methods = world.store.find("payment_method", {
    conditions: equals("customer", id),
    order: "oldest",
    limit: -1,
  });
  for (const method of methods) detachPaymentMethod(world, method);
  world.store.setColumn("customer", id, "deleted", 1);
  emitEvent(world, "customer.deleted", customer);
  return { id, object: "customer", deleted: true };
}

function list({ world, params }: RouteCall): object {
  return objectPage(world.store, "customer", params, "/v1/customers", [
    { sql: "deleted IS NULL", values: [] },
    ...equals("email", params.string("email")),
    ...createdConditions("customer", params.range("created")),
  ]);
}

const BODY_PARAMS = [
  "email",
  "name",
  "phone",
  "description",
  "address",
  "metadata",
  "invoice_settings",
];

export const customerRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/customers",
    accepts: [...BODY_PARAMS, "payment_method", "test_clock"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/customers",
    accepts: [...PAGE_PARAMS, "created", "email"],
    handle: list,
  },
  {
    method: "GET",
    path: "/v1/customers/:id",
    accepts: [],
    handle: ({ world, id }) => renderCustomer(world, id),
  },
  { method: "POST", path: "/v1/customers/:id", accepts: BODY_PARAMS, handle: update },
  { method: "DELETE", path: "/v1/customers/:id", accepts: [], handle: remove },
];
