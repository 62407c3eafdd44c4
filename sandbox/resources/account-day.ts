import { isBusinessDay, nextMidnightMs } from "../clock/business-days.ts";
import type { World } from "../world.ts";
import { renderBalance } from "./balance.ts";
import { emitEvent } from "./events.ts";
import { payOutAvailable } from "./payouts.ts";

/** Money whose day has come becomes available. */
function releasePending(world: World): void {
  const changed = world.store
    .sql(
      "UPDATE balance_transaction SET status = 'available', doc = json_set(doc, '$.status', 'available') WHERE status = 'pending' AND available_on <= ?",
    )
    .run(world.clock.nowSeconds()).changes;
  if (Number(changed) > 0) emitEvent(world, "balance.available", renderBalance(world));
}

/** What happens at each midnight UTC: money becomes available and, on a business day, is paid out. */
export function beginDay(world: World): void {
  releasePending(world);
  if (isBusinessDay(world.clock.nowSeconds())) payOutAvailable(world);
  scheduleNextDay(world);
}

/** Sets the timer of the next midnight; there is always exactly one. */
export function scheduleNextDay(world: World): void {
  world.timers.cancelAll("day-begins");
  world.timers.set("day-begins", "", nextMidnightMs(world.clock.nowMs()));
}
