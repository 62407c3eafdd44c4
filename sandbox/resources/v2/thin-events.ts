import type { Stripe } from "stripe";
import { isGroup } from "../../control/fault-arguments.ts";

const SNAPSHOT_PREFIX = "evt_1";
const THIN_PREFIX = "evt_test_65";

/** The id that v2 knows a v1 event by; both name the same change. */
function thinIdOf(id: string): string {
  return `${THIN_PREFIX}${id.slice(SNAPSHOT_PREFIX.length)}`;
}

/** The event's own id behind the one of v2. */
export function snapshotIdOf(thinId: string): string {
  return `${SNAPSHOT_PREFIX}${thinId.slice(THIN_PREFIX.length)}`;
}

/** v2 writes times as text. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/**
 * An event as v2 gives it (https://docs.stripe.com/event-destinations#thin-events): not the object but a reference to it.
 * `notified` is what a destination gets; `fetched` also says what changed.
 */
export function thinEvent(event: Stripe.Event, form: "notified" | "fetched"): object {
  const object: unknown = event.data.object;
  const related = isGroup(object) ? relatedObject(object) : null;
  const changes = form === "fetched" ? changesOf(event) : null;
  const reason = reasonOf(event);
  const isPing = event.type.startsWith("v2.");
  return {
    id: thinIdOf(event.id),
    object: "v2.core.event",
    type: isPing ? event.type : `v1.${event.type}`,
    created: isoTime(event.created),
    livemode: event.livemode,
    ...(event.account === undefined ? {} : { context: event.account }),
    ...(related === null ? {} : { related_object: related }),
    ...(reason === null ? {} : { reason }),
    ...(isPing ? {} : { snapshot_event: event.id }),
    ...(changes === null ? {} : { changes }),
  };
}

/** Only a request with an idempotency key is named: v2 has no event of a request without one. */
function reasonOf({ request }: Stripe.Event): object | null {
  const { id = null, idempotency_key: key = null } = request ?? {};
  if (id === null || key === null) return null;
  return { type: "request", request: { id, idempotency_key: key } };
}

function relatedObject(object: Record<string, unknown>): object | null {
  const { id, object: type } = object;
  if (typeof id !== "string" || typeof type !== "string") return null;
  const [version, name] = type.startsWith("v2.") ? ["v2", type.slice(3)] : ["v1", type];
  return { id, type, url: `/${version}/${name.replaceAll(".", "/")}s/${id}` };
}

function changesOf({ data }: Stripe.Event): object | null {
  const before: unknown = data.previous_attributes;
  const object: unknown = data.object;
  if (!isGroup(before) || !isGroup(object)) return null;
  const after = Object.fromEntries(Object.keys(before).map((name) => [name, object[name] ?? null]));
  return { before, after };
}
