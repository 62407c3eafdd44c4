import type { World } from "../world.ts";

export type IncidentName =
  | "quiet-day"
  | "decline-storm"
  | "refund-spree"
  | "card-testing"
  | "stuck-payout"
  | "webhook-outage"
  | "fee-drift"
  | "fx-surprise"
  | "card-outage"
  | "one-card-burst";

/** What marks an incident off from the rest: an issuer, a country, an agent, a factor. */
export type IncidentSetting = Readonly<Record<string, string | number>>;

/** An incident as it was begun; times in milliseconds of the account's clock. */
export interface LoggedIncident {
  readonly id: string;
  readonly name: IncidentName;
  readonly fromMs: number;
  /** Null for one that nothing ends. */
  readonly untilMs: number | null;
  readonly setting: IncidentSetting;
}

/** An object that the incident made or changed. */
export interface TouchedObject {
  /** What happened to it, e.g. `declined`. */
  readonly role: string;
  readonly id: string;
  /** Minor units of `currency`; null where no money is meant. */
  readonly amount: number | null;
  readonly currency: string | null;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS incident (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, from_ms INTEGER NOT NULL, until_ms INTEGER,
  setting TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS incident_object (
  seq INTEGER PRIMARY KEY, incident TEXT NOT NULL, role TEXT NOT NULL, id TEXT NOT NULL, amount INTEGER, currency TEXT,
  at_ms INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS incident_object_incident ON incident_object (incident, seq);
`;

/** Makes the log's tables where they are missing; called once when the account is opened. */
export function openIncidentLog(world: World): void {
  world.store.database.exec(TABLES);
}

/** Writes down that an incident begins now. */
export function logIncident(
  world: World,
  begun: { name: IncidentName; lastsMs: number | null; setting: IncidentSetting },
): LoggedIncident {
  const { name, lastsMs, setting } = begun;
  const id = world.ids.next("incident_", 12);
  const fromMs = Math.floor(world.clock.nowMs());
  const untilMs = lastsMs === null ? null : fromMs + lastsMs;
  world.store
    .sql("INSERT INTO incident (id, name, from_ms, until_ms, setting) VALUES (?, ?, ?, ?, ?)")
    .run(id, name, fromMs, untilMs, JSON.stringify(setting));
  return { id, name, fromMs, untilMs, setting };
}

/** Writes down that the incident touched this object now. */
export function logObject(world: World, incident: LoggedIncident, touched: TouchedObject): void {
  world.store
    .sql(
      "INSERT INTO incident_object (incident, role, id, amount, currency, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .run(
      incident.id,
      touched.role,
      touched.id,
      touched.amount,
      touched.currency,
      Math.floor(world.clock.nowMs()),
    );
}

/** The incident of that name that goes on at this moment of the account's clock, the newest where there are several. */
export function activeIncident(world: World, name: IncidentName): LoggedIncident | null {
  const now = world.clock.nowMs();
  const row = world.store
    .sql(
      "SELECT * FROM incident WHERE name = ? AND from_ms <= ? AND (until_ms IS NULL OR until_ms > ?) ORDER BY seq DESC LIMIT 1",
    )
    .get(name, now, now);
  return row === undefined ? null : incidentOf(row);
}

/** The incident with this id; null when there is none. */
export function incidentById(world: World, id: string): LoggedIncident | null {
  const row = world.store.sql("SELECT * FROM incident WHERE id = ?").get(id);
  return row === undefined ? null : incidentOf(row);
}

/** All incidents in the order in which they began. */
export function allIncidents(world: World): LoggedIncident[] {
  return world.store.sql("SELECT * FROM incident ORDER BY seq").all().map(incidentOf);
}

/** What the incident touched, in order, each with its moment in milliseconds. */
export function objectsOf(world: World, incidentId: string): (TouchedObject & { atMs: number })[] {
  return world.store
    .sql("SELECT * FROM incident_object WHERE incident = ? ORDER BY seq")
    .all(incidentId)
    .map((row) => ({
      role: String(row["role"]),
      id: String(row["id"]),
      amount: row["amount"] === null ? null : Number(row["amount"]),
      currency: row["currency"] === null ? null : String(row["currency"]),
      atMs: Number(row["at_ms"]),
    }));
}

/** Grows with each entry: tells a reader whether there is something new. */
export function logLength(world: World): number {
  const row = world.store
    .sql(
      "SELECT (SELECT coalesce(max(seq), 0) FROM incident) + (SELECT coalesce(max(seq), 0) FROM incident_object) AS length",
    )
    .get();
  return Number(row?.["length"] ?? 0);
}

function incidentOf(row: Readonly<Record<string, unknown>>): LoggedIncident {
  return {
    id: String(row["id"]),
    name: row["name"] as IncidentName,
    fromMs: Number(row["from_ms"]),
    untilMs: row["until_ms"] === null ? null : Number(row["until_ms"]),
    setting: JSON.parse(String(row["setting"])) as IncidentSetting,
  };
}
