import type { Stripe } from "stripe";
import { noSuch } from "../protocol/api-error.ts";
import type { ObjectKind, StoredObjects } from "../store/object-kinds.ts";
import type { World } from "../world.ts";
import { emitEvent } from "./events.ts";

/** Finds an object or answers `No such …`: 404 unless `param` says that a parameter named it. */
export function requireObject<K extends ObjectKind>(
  world: World,
  kind: K,
  id: string,
  param?: string,
): StoredObjects[K] {
  const doc = world.store.get(kind, id);
  if (doc !== undefined) return doc;
  throw noSuch(nounOf(kind), id, param ?? "id", param === undefined ? 404 : 400);
}

/** Saves a new object and the event of its birth, where it has one. */
export function addObject<K extends ObjectKind>(
  world: World,
  kind: K,
  doc: StoredObjects[K] & { created: number },
  event: Stripe.Event.Type | null,
  extra: Readonly<Record<string, string | number | null>> = {},
): StoredObjects[K] {
  world.store.insert(kind, doc, extra);
  if (event !== null) emitEvent(world, event, doc);
  return doc;
}

/** Saves the changed object and one event for each of `events`, which carry what the fields were before. */
export function changeObject<K extends ObjectKind>(
  world: World,
  kind: K,
  before: StoredObjects[K],
  change: Partial<StoredObjects[K]>,
  events: readonly Stripe.Event.Type[],
): StoredObjects[K] {
  const after = { ...before, ...change };
  world.store.replace(kind, after);
  for (const event of events) emitEvent(world, event, after, before);
  for (const observe of world.observers) observe(world, kind, after.id, events);
  return after;
}

/** How Stripe's messages name a kind. */
function nounOf(kind: ObjectKind): string {
  if (kind === "payment_method") return "PaymentMethod";
  if (kind === "setup_intent") return "setupintent";
  if (kind === "checkout_session") return "checkout.session";
  if (kind === "test_clock") return "test clock";
  return kind === "payment_intent" ? "payment_intent" : kind.replaceAll("_", " ");
}
