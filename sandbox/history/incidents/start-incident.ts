import type { World } from "../../world.ts";
import {
  type IncidentName,
  incidentById,
  type LoggedIncident,
  logIncident,
} from "../incident-log.ts";
import { nextStream } from "../shop-sale.ts";
import { type TruthIncident, truthOf } from "../truth.ts";
import { cardTesting } from "./card-testing.ts";
import { cardOutage, declineStorm } from "./card-trouble.ts";
import { feeDrift } from "./fee-drift.ts";
import { fxSurprise } from "./fx-surprise.ts";
import type { Incident } from "./incident.ts";
import { oneCardBurst } from "./one-card-burst.ts";
import { quietDay } from "./quiet-day.ts";
import { refundSpree } from "./refund-spree.ts";
import { stuckPayout } from "./stuck-payout.ts";
import { webhookOutage } from "./webhook-outage.ts";

const INCIDENTS: Readonly<Record<IncidentName, Incident>> = {
  "quiet-day": quietDay,
  "decline-storm": declineStorm,
  "refund-spree": refundSpree,
  "card-testing": cardTesting,
  "stuck-payout": stuckPayout,
  "webhook-outage": webhookOutage,
  "fee-drift": feeDrift,
  "fx-surprise": fxSurprise,
  "card-outage": cardOutage,
  "one-card-burst": oneCardBurst,
};

/** An incident that can be started, as `GET /_sandbox/incidents` lists it. */
export interface StartableIncident {
  readonly name: IncidentName;
  readonly description: string;
  /** Hours of the account's clock; null for one that nothing ends. */
  readonly lastsHours: number | null;
}

export function startableIncidents(): StartableIncident[] {
  return Object.entries(INCIDENTS).flatMap(([name, { description, lastsMs }]) =>
    isIncident(name)
      ? [{ name, description, lastsHours: lastsMs === null ? null : lastsMs / 3_600_000 }]
      : [],
  );
}

function isIncident(name: string): name is IncidentName {
  return Object.hasOwn(INCIDENTS, name);
}

/** Begins an incident at the account's present moment. Throws for a name that is none. */
export function beginIncident(world: World, name: string): LoggedIncident {
  if (!isIncident(name)) throw new Error(`no such incident: ${name}`);
  const { lastsMs, setting, begin } = INCIDENTS[name];
  const random = nextStream(world, "incident");
  const incident = logIncident(world, { name, lastsMs, setting: setting(random) });
  begin?.(world, incident, random);
  return incident;
}

/** `subject`: the incident's id and what it set its step with. */
export function stepIncident(world: World, subject: string): void {
  const [id = "", ...rest] = subject.split(" ");
  const incident = incidentById(world, id);
  if (incident === null) return;
  INCIDENTS[incident.name].step?.(world, incident, rest.join(" "), nextStream(world, id));
}

/**
 * Starts an incident on the living account, in one transaction. Out: its truth so far; `GET /_sandbox/truth` tells more
 * as it goes on. Null for a name that is none.
 */
export function startIncident(
  engine: { readonly world: World; readonly catchUp: () => void },
  name: string,
): TruthIncident | null {
  if (!isIncident(name)) return null;
  const { world } = engine;
  const incident = world.store.transact(() => beginIncident(world, name));
  engine.catchUp();
  return truthOf(world, incident, incident.fromMs);
}
