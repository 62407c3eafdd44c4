import type { IncidentName } from "./incident-log.ts";
import DESCRIPTIONS from "./scenario-descriptions.json" with { type: "json" };

/** A story that a history can be made with. */
export type ScenarioName = keyof typeof DESCRIPTIONS;

/** The everyday shop. */
export const DEFAULT_SCENARIO = "default" satisfies ScenarioName;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where an incident begins: so many hours before the history ends, or at the UTC midnight (plus hours) before that. */
interface Placement {
  readonly name: IncidentName;
  readonly hoursAgo: number;
  readonly atHour?: number;
}

const PLACEMENTS: Readonly<Record<ScenarioName, readonly Placement[]>> = {
  default: [
    { name: "one-card-burst", hoursAgo: 29 },
    { name: "one-card-burst", hoursAgo: 5 },
    { name: "card-outage", hoursAgo: 4 },
  ],
  "quiet-day": [{ name: "quiet-day", hoursAgo: 24, atHour: 0 }],
  "decline-storm": [{ name: "decline-storm", hoursAgo: 5 }],
  "refund-spree": [{ name: "refund-spree", hoursAgo: 3 }],
  "card-testing": [{ name: "card-testing", hoursAgo: 2 }],
  "stuck-payout": [{ name: "stuck-payout", hoursAgo: 72, atHour: 1 }],
  "webhook-outage": [{ name: "webhook-outage", hoursAgo: 2 }],
  "fee-drift": [{ name: "fee-drift", hoursAgo: 9 * 24, atHour: 0 }],
  "fx-surprise": [{ name: "fx-surprise", hoursAgo: 48, atHour: 0 }],
  everything: [
    { name: "fx-surprise", hoursAgo: 24 * 24, atHour: 0 },
    { name: "quiet-day", hoursAgo: 17 * 24, atHour: 0 },
    { name: "fee-drift", hoursAgo: 9 * 24, atHour: 0 },
    { name: "stuck-payout", hoursAgo: 72, atHour: 1 },
    { name: "card-testing", hoursAgo: 50 },
    { name: "refund-spree", hoursAgo: 27 },
    { name: "webhook-outage", hoursAgo: 13 },
    { name: "decline-storm", hoursAgo: 5 },
  ],
};

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(DESCRIPTIONS, name);
}

/** What can be chosen, for an error message. */
export function scenarioNames(): string[] {
  return Object.keys(DESCRIPTIONS);
}

/**
 * The incidents of a scenario with the moments (milliseconds) at which they begin, between `fromMs` and `untilMs`. In a
 * history that is too short for one it begins with the history.
 */
export function placedIncidents(
  scenario: ScenarioName,
  fromMs: number,
  untilMs: number,
): { name: IncidentName; atMs: number }[] {
  return PLACEMENTS[scenario].map(({ name, hoursAgo, atHour }) => {
    const exact = untilMs - hoursAgo * HOUR_MS;
    const placed =
      atHour === undefined ? exact : Math.floor(exact / DAY_MS) * DAY_MS + atHour * HOUR_MS;
    return { name, atMs: Math.max(placed, fromMs) };
  });
}
