import type { Stripe } from "stripe";
import { ApiError, noSuch, refused } from "../../protocol/api-error.ts";
import { equals } from "../../protocol/list-page.ts";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { requireObject } from "../change-object.ts";

/** docs.stripe.com/billing/testing/test-clocks: what may live on one clock. */
const MOST_CUSTOMERS = 3;
const MOST_SUBSCRIPTIONS = 3;

/**
 * Runs `work` at the time of the test clock that the object lives on, its timers standing there; on the account's own
 * clock for all others. While the clock is being advanced nothing below it can be changed
 * (docs.stripe.com/billing/testing/test-clocks).
 */
export function onClockOf<T>(
  world: World,
  owner: { readonly test_clock?: string | Stripe.TestHelpers.TestClock | null },
  work: () => T,
): T {
  const id = idOf(owner.test_clock);
  if (id === null) return work();
  const clock = requireObject(world, "test_clock", id);
  if (clock.status !== "ready") {
    throw new ApiError(429, {
      type: "rate_limit_error",
      code: "lock_timeout",
      message: `The test clock ${id} is being advanced. Try again once its status is ready.`,
    });
  }
  return world.timers.onTestClock(id, () => world.clock.at(clock.frozen_time * 1000, work));
}

/** A clock that was not deleted. */
export function requireClock(world: World, id: string): Stripe.TestHelpers.TestClock {
  if (world.store.column("test_clock", id, "deleted") === 1)
    throw noSuch("test clock", id, "id", 404);
  return requireObject(world, "test_clock", id);
}

/** The customers that live on a clock. */
export function customersOn(world: World, clock: string): Stripe.Customer[] {
  return world.store.find("customer", {
    conditions: [...equals("test_clock", clock), { sql: "deleted IS NULL", values: [] }],
    order: "oldest",
    limit: -1,
  });
}

/** The clock that a new customer names, if it has room for one more. */
export function clockForCustomer(world: World, id: string): Stripe.TestHelpers.TestClock {
  const clock = requireClock(world, id);
  if (customersOn(world, id).length < MOST_CUSTOMERS) return clock;
  throw refused(`A test clock can have at most ${MOST_CUSTOMERS} customers.`, {
    param: "test_clock",
  });
}

/** Refuses one subscription more than a customer on a test clock may have. */
export function requireRoomOnClock(world: World, customer: Stripe.Customer): void {
  if (customer.test_clock === null) return;
  const found = world.store.find("subscription", {
    conditions: [...equals("customer", customer.id), { sql: "status <> 'canceled'", values: [] }],
    order: "oldest",
    limit: MOST_SUBSCRIPTIONS,
  });
  if (found.length === MOST_SUBSCRIPTIONS)
    throw refused(
      `A customer on a test clock can have at most ${MOST_SUBSCRIPTIONS} subscriptions.`,
      { param: "customer" },
    );
}
