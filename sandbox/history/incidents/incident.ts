import type { World } from "../../world.ts";
import type { IncidentSetting, LoggedIncident } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A kind of incident: how long it lasts and what it does. Most only colour what the shop does while they last. */
export interface Incident {
  readonly description: string;
  /** Milliseconds of the account's clock; null for one that nothing ends. */
  readonly lastsMs: number | null;
  /** What marks this one off; part of the truth. */
  readonly setting: (random: RandomStream) => IncidentSetting;
  /** What happens as it begins. */
  readonly begin?: (world: World, incident: LoggedIncident, random: RandomStream) => void;
  /** What a step that it set with `setStep` does. */
  readonly step?: (
    world: World,
    incident: LoggedIncident,
    subject: string,
    random: RandomStream,
  ) => void;
}

/** Lets the incident act again after `afterMs`; `subject` comes back with the step. */
export function setStep(
  world: World,
  incident: LoggedIncident,
  subject: string,
  afterMs: number,
): void {
  world.timers.set(
    "incident-step",
    `${incident.id} ${subject}`,
    world.clock.nowMs() + Math.floor(afterMs),
  );
}
