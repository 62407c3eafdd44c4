import type { World } from "../../world.ts";
import { activeIncident, logObject } from "../incident-log.ts";
import type { BookedMovement } from "./fx-surprise.ts";
import type { Incident } from "./incident.ts";

const EXTRA_BASIS_POINTS = 30;

/** From its beginning on each payment costs more than the price list says, without a word. */
export const feeDrift: Incident = {
  description: "payments cost more than the price list says",
  lastsMs: null,
  setting: () => ({ extra_basis_points: EXTRA_BASIS_POINTS }),
};

/** What a payment costs above the price list now; minor units of the settlement, rounded half up. */
export function driftedFee(world: World, settledAmount: number): number {
  return activeIncident(world, "fee-drift") === null
    ? 0
    : Math.floor((settledAmount * EXTRA_BASIS_POINTS + 5_000) / 10_000);
}

/** Notes the movement of a payment that was booked while fees drift, with what it cost too much. */
export function noteDriftedFee(world: World, booked: BookedMovement): void {
  const incident = activeIncident(world, "fee-drift");
  if (incident === null) return;
  const { id, currency } = booked;
  const amount = driftedFee(world, booked.amount);
  logObject(world, incident, { role: "overcharged", id, amount, currency });
}
