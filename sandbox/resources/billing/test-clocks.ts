import type { Stripe } from "stripe";
import type { TimerHandlers } from "../../clock/timer-queue.ts";
import { invalidParameter, refused } from "../../protocol/api-error.ts";
import { equals, objectPage, PAGE_PARAMS } from "../../protocol/list-page.ts";
import type { Route, RouteCall } from "../../protocol/route.ts";
import type { World } from "../../world.ts";
import { addObject, changeObject, requireObject } from "../change-object.ts";
import { deleteCustomer } from "../customers.ts";
import { emitEvent } from "../events.ts";
import { periodEndAfter } from "./billing-period.ts";
import { hasEnded } from "./subscription-status.ts";
import { customersOn, requireClock } from "./test-clock.ts";

const LIFE_SECONDS = 30 * 86_400;
/** A clock may be moved by two intervals of its shortest subscription, by two years when it has none. */
const INTERVALS_AT_ONCE = 2;
const LONGEST_JUMP = { interval: "year", interval_count: INTERVALS_AT_ONCE };

function create({ world, params }: RouteCall): object {
  const created = world.clock.nowSeconds();
  return addObject(
    world,
    "test_clock",
    {
      id: world.ids.next("clock_1", 23),
      object: "test_helpers.test_clock",
      created,
      deletes_after: created + LIFE_SECONDS,
      frozen_time: params.requiredInteger("frozen_time"),
      livemode: false,
      name: params.string("name") ?? null,
      status: "ready",
      status_details: {},
    },
    "test_helpers.test_clock.created",
  );
}

/** Begins to move the clock. It answers `advancing`; what becomes due happens right after, and then it is `ready`. */
function advance({ world, params, id }: RouteCall): object {
  const clock = requireClock(world, id);
  const target = params.requiredInteger("frozen_time");
  if (clock.status !== "ready")
    throw refused("This test clock is already being advanced.", { param: "frozen_time" });
  if (target <= clock.frozen_time)
    throw invalidParameter(
      null,
      "The frozen_time must be after the test clock's current frozen time.",
      "frozen_time",
    );
  if (target > latestTarget(world, clock))
    throw refused(
      "You can advance a test clock by at most two intervals of the shortest subscription on it.",
      { param: "frozen_time" },
    );
  world.timers.set("test-clock-advances", id, world.clock.nowMs());
  return changeObject(
    world,
    "test_clock",
    clock,
    { status: "advancing", status_details: { advancing: { target_frozen_time: target } } },
    ["test_helpers.test_clock.advancing"],
  );
}

function latestTarget(world: World, clock: Stripe.TestHelpers.TestClock): number {
  const intervals = subscriptionsOn(world, clock.id)
    .filter((subscription) => !hasEnded(subscription))
    .flatMap(({ items }) => items.data.map((item) => item.price.recurring))
    .filter((every) => every !== null);
  const ends = intervals.map((every) =>
    periodEndAfter(
      clock.frozen_time,
      { ...every, interval_count: every.interval_count * INTERVALS_AT_ONCE },
      clock.frozen_time,
    ),
  );
  return Math.min(periodEndAfter(clock.frozen_time, LONGEST_JUMP, clock.frozen_time), ...ends);
}

function subscriptionsOn(world: World, clock: string): Stripe.Subscription[] {
  return world.store.find("subscription", {
    conditions: equals("test_clock", clock),
    order: "oldest",
    limit: -1,
  });
}

/** Everything on the clock up to where it is moved, each at its own moment. */
export function finishAdvance(world: World, id: string, handlers: TimerHandlers): void {
  const clock = requireObject(world, "test_clock", id);
  const target = clock.status_details.advancing?.target_frozen_time;
  if (target === undefined || world.store.column("test_clock", id, "deleted") === 1) return;
  world.timers.runDue(target * 1000, handlers, id);
  changeObject(
    world,
    "test_clock",
    clock,
    { frozen_time: target, status: "ready", status_details: {} },
    ["test_helpers.test_clock.ready"],
  );
}

/** The clock goes with the customers on it, and their subscriptions are canceled. */
function remove({ world, id }: RouteCall): object {
  const clock = requireClock(world, id);
  for (const customer of customersOn(world, id)) deleteCustomer(world, customer);
  world.timers.cancelTestClock(id);
  world.store.setColumn("test_clock", id, "deleted", 1);
  emitEvent(world, "test_helpers.test_clock.deleted", clock);
  return { id, object: "test_helpers.test_clock", deleted: true };
}

const PATH = "/v1/test_helpers/test_clocks";

export const testClockRoutes: readonly Route[] = [
  { method: "POST", path: PATH, accepts: ["frozen_time", "name"], handle: create },
  {
    method: "GET",
    path: PATH,
    accepts: [...PAGE_PARAMS],
    handle: ({ world, params }) =>
      objectPage(world.store, "test_clock", params, PATH, [{ sql: "deleted IS NULL", values: [] }]),
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: [],
    handle: ({ world, id }) => requireClock(world, id),
  },
  {
    method: "POST",
    path: `${PATH}/:id/advance`,
    accepts: ["frozen_time"],
    handle: advance,
  },
  { method: "DELETE", path: `${PATH}/:id`, accepts: [], handle: remove },
];
