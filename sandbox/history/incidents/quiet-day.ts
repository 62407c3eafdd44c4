import type { World } from "../../world.ts";
import { activeIncident, logObject } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";
import { DAY_MS, type Incident } from "./incident.ts";

const SHARE_THAT_STILL_BUYS = 0.34;

/** A day on which two of three customers stay away: a broken campaign, a football final, a page that does not load. */
export const quietDay: Incident = {
  description: "for a day two of three customers stay away",
  lastsMs: DAY_MS,
  setting: () => ({ share_that_still_buys: SHARE_THAT_STILL_BUYS }),
};

/** True when the next customer stays away; one draw in any case, so that the rest of the day is not another one. */
export function staysAway(world: World, random: RandomStream): boolean {
  const stays = !random.chance(SHARE_THAT_STILL_BUYS);
  return stays && activeIncident(world, "quiet-day") !== null;
}

/** Notes an order that came in spite of the quiet day. */
export function noteQuietOrder(
  world: World,
  order: { id: string; amount: number; currency: string },
): void {
  const incident = activeIncident(world, "quiet-day");
  if (incident === null) return;
  const { id, amount, currency } = order;
  logObject(world, incident, { role: "ordered", id, amount, currency });
}
