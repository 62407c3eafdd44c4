import type { World } from "../../world.ts";
import { type LoggedIncident, logObject } from "../incident-log.ts";
import { HOUR_MS, type Incident, setStep } from "./incident.ts";

/** A payout stays in transit for good: it is neither paid nor failed, and its day of arrival passes. */
export const stuckPayout: Incident = {
  description: "the newest payout never arrives",
  lastsMs: null,
  setting: () => ({ status: "in_transit" }),
  begin: holdUp,
  step: holdUp,
};

/** Holds up the newest payout that is not there yet, or waits for the next one. */
function holdUp(world: World, incident: LoggedIncident): void {
  const [payout] = world.store.find("payout", {
    conditions: [{ sql: "status IN ('pending', 'in_transit')", values: [] }],
    order: "newest",
    limit: 1,
  });
  if (payout === undefined) {
    setStep(world, incident, "", HOUR_MS);
    return;
  }
  world.timers.cancel("payout-paid", payout.id);
  const { id, amount, currency } = payout;
  logObject(world, incident, { role: "stuck", id, amount, currency });
}
