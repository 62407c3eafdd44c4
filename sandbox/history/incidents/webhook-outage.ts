import type { World } from "../../world.ts";
import { activeIncident, type LoggedIncident, logObject } from "../incident-log.ts";
import { HOUR_MS, type Incident, MINUTE_MS, setStep } from "./incident.ts";

const LASTS_MS = 2.25 * HOUR_MS;
const LOOKS_EVERY_MS = 5 * MINUTE_MS;
/** Retries of a delivery may end after the outage. */
const LOOKS_UNTIL_MS = LASTS_MS + HOUR_MS;

/**
 * Nothing reaches the account's endpoints: every attempt of a delivery fails while it lasts, and events whose retries run
 * out meanwhile stay undelivered (`delivery_success=false`). In a history it reaches a quarter of an hour into the
 * present, so that a console that starts then finds both a hole to fill and deliveries that fail.
 */
export const webhookOutage: Incident = {
  description: "no delivery reaches the endpoints: events stay undelivered",
  lastsMs: LASTS_MS,
  setting: () => ({ error: "connection refused" }),
  begin: (world, incident) => setStep(world, incident, "0", LOOKS_EVERY_MS),
  step: (world, incident, seen) => {
    const last = noteUndelivered(world, incident, Number(seen));
    if (world.clock.nowMs() < incident.fromMs + LOOKS_UNTIL_MS)
      setStep(world, incident, String(last), LOOKS_EVERY_MS);
  },
};

/** True while no endpoint can be reached. */
export function endpointsUnreachable(world: World): boolean {
  return activeIncident(world, "webhook-outage") !== null;
}

/** Notes the account's own events of the outage that are undelivered and were not noted; out: the last one's position. */
function noteUndelivered(world: World, incident: LoggedIncident, seen: number): number {
  giveUpWithoutEndpoint(world, incident);
  const rows = world.store
    .sql(
      "SELECT seq, id FROM event WHERE seq > ? AND account IS NULL AND created >= ? AND created < ? AND pending = 0 AND undelivered > 0 ORDER BY seq",
    )
    .all(seen, incident.fromMs / 1000, (incident.untilMs ?? 0) / 1000);
  for (const row of rows) {
    const id = String(row["id"]);
    logObject(world, incident, { role: "undelivered", id, amount: null, currency: null });
  }
  return Number(rows.at(-1)?.["seq"] ?? seen);
}

/** The shop's earlier endpoint is part of no history: its events count as given up where no delivery of them exists. */
function giveUpWithoutEndpoint(world: World, incident: LoggedIncident): void {
  world.store
    .sql(
      "UPDATE event SET undelivered = 1 WHERE account IS NULL AND created >= ? AND created < ? AND pending = 0 AND undelivered = 0 AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.event = event.id)",
    )
    .run(incident.fromMs / 1000, (incident.untilMs ?? 0) / 1000);
}
