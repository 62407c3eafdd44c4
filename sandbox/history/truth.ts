import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../world.ts";
import {
  allIncidents,
  type IncidentName,
  type IncidentSetting,
  type LoggedIncident,
  logLength,
  objectsOf,
  type TouchedObject,
} from "./incident-log.ts";

/** How the account's history was made; kept in the store, since it cannot be told from the objects. */
export interface HistoryFacts {
  readonly scenario: string;
  readonly seed: number;
  readonly days: number;
  readonly paymentsPerDay: number;
  /** First and last moment of the history, ISO 8601 UTC. */
  readonly from: string;
  readonly until: string;
}

/** Count and sums (minor units by currency) of the objects of one role. */
export interface TruthEffect {
  readonly count: number;
  readonly amounts: Readonly<Record<string, number>>;
}

export interface TruthObject extends TouchedObject {
  /** ISO 8601 UTC, on the account's clock. */
  readonly at: string;
}

/** What really happened, for programs that judge what a console finds by itself. */
export interface TruthIncident {
  readonly id: string;
  readonly name: IncidentName;
  /** `history`: begun before the account went live; `live`: begun since. */
  readonly origin: "history" | "live";
  readonly from: string;
  /** Null for one that nothing ends. */
  readonly until: string | null;
  readonly where: IncidentSetting;
  /** By role. */
  readonly effects: Readonly<Record<string, TruthEffect>>;
  readonly objects: readonly TruthObject[];
}

/** The content of `truth.json` in the sandbox's data folder and of `GET /_sandbox/truth`. */
export interface Truth {
  readonly version: 1;
  readonly accountId: string;
  /** Null for an account that was opened without a history. */
  readonly history: HistoryFacts | null;
  readonly incidents: readonly TruthIncident[];
}

const HISTORY_META = "history";
const WRITTEN_AT_MOST_EVERY_MS = 5_000;

export function keepHistoryFacts(world: World, facts: HistoryFacts): void {
  world.store.setMeta(HISTORY_META, JSON.stringify(facts));
}

/** The truth up to this moment. */
export function readTruth(world: World): Truth {
  const facts = world.store.meta(HISTORY_META);
  const history = facts === undefined ? null : (JSON.parse(facts) as HistoryFacts);
  const liveFromMs = history === null ? 0 : Date.parse(history.until);
  return {
    version: 1,
    accountId: world.accountId,
    history,
    incidents: allIncidents(world).map((incident) => truthOf(world, incident, liveFromMs)),
  };
}

/** The truth of one incident; `liveFromMs` is when the account's history ended. */
export function truthOf(world: World, incident: LoggedIncident, liveFromMs: number): TruthIncident {
  const objects = objectsOf(world, incident.id);
  return {
    id: incident.id,
    name: incident.name,
    origin: incident.fromMs < liveFromMs ? "history" : "live",
    from: iso(incident.fromMs),
    until: incident.untilMs === null ? null : iso(incident.untilMs),
    where: incident.setting,
    effects: effectsOf(objects),
    objects: objects.map(({ atMs, ...object }) => ({ ...object, at: iso(atMs) })),
  };
}

function effectsOf(objects: readonly TouchedObject[]): Record<string, TruthEffect> {
  const effects: Record<string, { count: number; amounts: Record<string, number> }> = {};
  for (const { role, amount, currency } of objects) {
    effects[role] ??= { count: 0, amounts: {} };
    const { amounts } = effects[role];
    effects[role].count += 1;
    if (amount !== null && currency !== null) amounts[currency] = (amounts[currency] ?? 0) + amount;
  }
  return effects;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Keeps `truth.json` up to date: at once when asked, else at most every few seconds and only when something is new. */
export class TruthFile {
  readonly #world: World;
  readonly #path: string;
  readonly #realNow: () => number;
  #writtenLength = -1;
  #writtenAtMs = 0;

  constructor(world: World, dataFolder: string, realNow: () => number) {
    this.#world = world;
    this.#path = join(dataFolder, "truth.json");
    this.#realNow = realNow;
  }

  saveIfDue(): void {
    if (this.#realNow() - this.#writtenAtMs >= WRITTEN_AT_MOST_EVERY_MS) this.save();
  }

  /** Replaces the file in one step, so that a reader never sees half of it. */
  save(): void {
    const length = logLength(this.#world);
    if (length === this.#writtenLength) return;
    const unfinished = `${this.#path}.${process.pid}`;
    writeFileSync(unfinished, `${JSON.stringify(readTruth(this.#world), null, 1)}\n`);
    renameSync(unfinished, this.#path);
    this.#writtenLength = length;
    this.#writtenAtMs = this.#realNow();
  }
}
