import type { Stripe } from "stripe";
import { idOf } from "../../store/object-kinds.ts";
import type { World } from "../../world.ts";
import { activeIncident, type LoggedIncident, logObject } from "../incident-log.ts";
import { HOUR_MS, type Incident } from "./incident.ts";

const STORM = { issuer: "Rheinkredit", country: "DE", failure_percent: 78 } as const;
const STORM_LASTS_MS = 5 * HOUR_MS;
const OUTAGE_FAILURE_PERCENT = 55;
const OUTAGE_LASTS_MS = 4 * HOUR_MS;

type Weighted = readonly [readonly [string, number], ...(readonly [string, number])[]];

/** What the banks answer in the storm; null leaves the usual mix. */
const STORM_DECLINES: Weighted = [
  ["issuer_not_available", 55],
  ["do_not_honor", 30],
  ["try_again_later", 15],
];

/** One issuer of one country fails most of what it is asked, as when its authorization host is down. */
export const declineStorm: Incident = {
  description: "one German issuer declines most of its cards",
  lastsMs: STORM_LASTS_MS,
  setting: () => STORM,
};

/** Cards of every issuer fail, often enough to be told from chance at once: the disturbance of the everyday history. */
export const cardOutage: Incident = {
  description: "half of all cards are declined",
  lastsMs: OUTAGE_LASTS_MS,
  setting: () => ({ method: "card", failure_percent: OUTAGE_FAILURE_PERCENT }),
};

export interface CardTrouble {
  readonly incident: LoggedIncident;
  readonly failureRate: number;
  readonly declines: Weighted | null;
}

/** The incident that this card runs into now, if any. */
export function cardTrouble(world: World, method: Stripe.PaymentMethod): CardTrouble | null {
  if (method.type !== "card") return null;
  const storm =
    method.card?.issuer === STORM.issuer && method.card.country === STORM.country
      ? activeIncident(world, "decline-storm")
      : null;
  if (storm !== null)
    return {
      incident: storm,
      failureRate: STORM.failure_percent / 100,
      declines: STORM_DECLINES,
    };
  const outage = activeIncident(world, "card-outage");
  return outage === null
    ? null
    : { incident: outage, failureRate: OUTAGE_FAILURE_PERCENT / 100, declines: null };
}

/** Notes what became of an attempt in the trouble: `declined` or `paid`, by the charge it left. */
export function noteAttempt(
  world: World,
  incident: LoggedIncident,
  intent: Stripe.PaymentIntent,
): void {
  const id = idOf(intent.latest_charge);
  if (id === null) return;
  const role = intent.status === "requires_payment_method" ? "declined" : "paid";
  logObject(world, incident, { role, id, amount: intent.amount, currency: intent.currency });
}
