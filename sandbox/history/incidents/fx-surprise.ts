import type { World } from "../../world.ts";
import { activeIncident, logObject } from "../incident-log.ts";
import { DAY_MS, type Incident } from "./incident.ts";

const CURRENCY = "gbp";
/** The pound is worth this much less for a day; a factor on what one euro buys of it. */
const JUMP = 1.09;

/** For a day pounds are converted at a rate far from that of the days around it. */
export const fxSurprise: Incident = {
  description: "pounds are converted at a rate far off for a day",
  lastsMs: DAY_MS,
  setting: () => ({ currency: CURRENCY, jump_percent: Math.round((JUMP - 1) * 100) }),
};

/** The factor on what one euro is worth in this currency now: 1 unless it jumps. */
export function rateJump(world: World, currency: string): number {
  return currency === CURRENCY && activeIncident(world, "fx-surprise") !== null ? JUMP : 1;
}

/** Notes a movement that was converted at the rate of the jump; `amount` in minor units of `currency`, as settled. */
export function noteConversion(
  world: World,
  from: string,
  settled: { id: string; amount: number; currency: string },
): void {
  if (from !== CURRENCY) return;
  const incident = activeIncident(world, "fx-surprise");
  if (incident === null) return;
  logObject(world, incident, { role: "converted", ...settled });
}
