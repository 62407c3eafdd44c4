import type { World } from "../../world.ts";
import { activeIncident, logObject } from "../incident-log.ts";
import { DAY_MS, type Incident } from "./incident.ts";

/** A factor on what one euro buys of any other currency: the account gets so much less for its foreign sales. */
const JUMP = 1.09;

/** For a day all money is converted at a rate far from those of the days around it. */
export const fxSurprise: Incident = {
  description: "for a day foreign money is converted at a rate far off",
  lastsMs: DAY_MS,
  setting: () => ({ jump_percent: Math.round((JUMP - 1) * 100) }),
};

/** The factor on what one euro is worth now in other currencies: 1 unless it jumps. */
export function rateJump(world: World): number {
  return activeIncident(world, "fx-surprise") === null ? 1 : JUMP;
}

/** A movement of the balance that was just booked, `amount` in minor units of `currency`. */
export interface BookedMovement {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
}

/** Notes a movement that was converted while the rate jumps. */
export function noteConversion(world: World, { id, amount, currency }: BookedMovement): void {
  const incident = activeIncident(world, "fx-surprise");
  if (incident !== null) logObject(world, incident, { role: "converted", id, amount, currency });
}
