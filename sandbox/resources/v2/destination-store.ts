import type { Stripe } from "stripe";
import type { World } from "../../world.ts";

/** A destination as it is kept: always with its address, which answers show only where it was asked for. */
export type StoredDestination = Stripe.V2.Core.EventDestination & {
  webhook_endpoint: { url: string };
};

function parse(text: unknown): StoredDestination {
  return JSON.parse(String(text)) as StoredDestination;
}

/** The destination of that id; undefined when there is none on the account that is worked on. */
export function findDestination(world: World, id: string): StoredDestination | undefined {
  const row = world.store
    .sql("SELECT doc FROM event_destination WHERE id = ? AND account IS ?")
    .get(id, world.store.account);
  return row === undefined ? undefined : parse(row["doc"]);
}

/** Up to `limit` destinations older than the position `before`, newest first, with their positions. */
export function destinationsBefore(
  world: World,
  before: number,
  limit: number,
): { readonly position: number; readonly doc: StoredDestination }[] {
  return world.store
    .sql(
      "SELECT seq, doc FROM event_destination WHERE account IS ? AND seq < ? ORDER BY seq DESC LIMIT ?",
    )
    .all(world.store.account, before, limit)
    .map((row) => ({ position: Number(row["seq"]), doc: parse(row["doc"]) }));
}

export function insertDestination(world: World, doc: StoredDestination, secret: string): void {
  world.store
    .sql("INSERT INTO event_destination (id, account, doc, secret) VALUES (?, ?, ?, ?)")
    .run(doc.id, world.store.account, JSON.stringify(doc), secret);
}

export function replaceDestination(world: World, doc: StoredDestination): void {
  world.store
    .sql("UPDATE event_destination SET doc = ? WHERE id = ?")
    .run(JSON.stringify(doc), doc.id);
}

export function deleteDestination(world: World, id: string): void {
  world.store.sql("DELETE FROM event_destination WHERE id = ?").run(id);
}

/** The enabled destinations that want an event of v1's `type`: by that name as a snapshot, as `v1.…` when thin. */
export function listeningDestinations(world: World, type: string): string[] {
  const rows = world.store
    .sql("SELECT doc FROM event_destination WHERE account IS ?")
    .all(world.store.account);
  return rows
    .map((row) => parse(row["doc"]))
    .filter(({ status, event_payload: payload, enabled_events: wanted }) => {
      const name = payload === "thin" ? `v1.${type}` : type;
      return status === "enabled" && (wanted.includes(name) || wanted.includes("*"));
    })
    .map(({ id }) => id);
}

/** Where a destination's notifications go; null when it is gone or disabled. */
export function destinationTarget(
  world: World,
  id: string,
): { url: string; secret: string; payload: "snapshot" | "thin" } | null {
  const row = world.store.sql("SELECT doc, secret FROM event_destination WHERE id = ?").get(id);
  if (row === undefined) return null;
  const doc = parse(row["doc"]);
  if (doc.status !== "enabled") return null;
  return {
    url: doc.webhook_endpoint.url,
    secret: String(row["secret"]),
    payload: doc.event_payload,
  };
}
