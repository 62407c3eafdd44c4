import type { World } from "../world.ts";
import { EVENTS_KEPT_SECONDS } from "./events.ts";

/** Removes events, with their deliveries, that Stripe would not show any more. */
export function forgetOldEvents(world: World): void {
  const before = world.clock.nowSeconds() - EVENTS_KEPT_SECONDS;
  const { store } = world;
  const old = "SELECT id FROM event WHERE created < ?";
  store
    .sql(
      `DELETE FROM delivery_attempt WHERE delivery IN (SELECT seq FROM delivery WHERE event IN (${old}))`,
    )
    .run(before);
  store.sql(`DELETE FROM delivery WHERE event IN (${old})`).run(before);
  store.sql("DELETE FROM event WHERE created < ?").run(before);
}
