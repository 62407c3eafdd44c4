import type { Stripe } from "stripe";
import { renderEvent } from "../resources/events.ts";
import { destinationTarget } from "../resources/v2/destination-store.ts";
import { thinEvent } from "../resources/v2/thin-events.ts";
import type { World } from "../world.ts";

/** Where a delivery goes and what it carries now. */
export interface DeliveryTarget {
  readonly url: string;
  /** One while nothing is being rolled, else the new and the old one. */
  readonly secrets: readonly string[];
  readonly event: object;
}

/** The target of a delivery; null when its endpoint is gone or disabled, or the event is. */
export function targetOf(
  world: World,
  endpointId: string,
  eventId: string,
  realMs: number,
): DeliveryTarget | null {
  const row = world.store.sql("SELECT doc, pending FROM event WHERE id = ?").get(eventId);
  if (row === undefined) return null;
  if (endpointId.startsWith("ed_")) {
    const destination = destinationTarget(world, endpointId);
    if (destination === null) return null;
    const { url, secret, payload } = destination;
    const event = payload === "thin" ? thinEvent(renderEvent(row), "notified") : renderEvent(row);
    return { url, secrets: [secret], event };
  }
  const endpoint = world.store.getAnywhere("webhook_endpoint", endpointId)?.doc;
  if (endpoint?.status !== "enabled") return null;
  return {
    url: endpoint.url,
    secrets: secretsOf(world, endpoint, realMs),
    event: renderEvent(row),
  };
}

function secretsOf(world: World, { id }: Stripe.WebhookEndpoint, realMs: number): string[] {
  const column = (name: string) => world.store.column("webhook_endpoint", id, name);
  const old = column("old_secret");
  const rolling = typeof old === "string" && Number(column("old_secret_until_ms")) > realMs;
  return [String(column("secret")), ...(rolling ? [old] : [])];
}
