import type { Stripe } from "stripe";
import { befall } from "../control/account-faults.ts";
import { invalidParameter, noSuch } from "../protocol/api-error.ts";
import { API_VERSION } from "../protocol/api-version.ts";
import {
  type Condition,
  createdConditions,
  equals,
  PAGE_PARAMS,
  type PageRequest,
  pageOf,
} from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { planDeliveries } from "../webhooks/delivery-plan.ts";
import type { World } from "../world.ts";
import { listeningDestinations } from "./v2/destination-store.ts";

const MAX_TYPES = 20;
/** Events can be listed and retrieved for 30 days: https://docs.stripe.com/api/events. */
export const EVENTS_KEPT_SECONDS = 30 * 86_400;

/** The parts of an object that changed, with the values they had: Stripe's `previous_attributes`. */
function previousAttributes(before: object, after: object): Record<string, unknown> {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const changed: Record<string, unknown> = {};
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const old = was.get(name);
    const now = is.get(name);
    // Most fields were not touched and are the very same value, which spares comparing their text.
    if (old === now || JSON.stringify(old) === JSON.stringify(now)) continue;
    changed[name] = isGroup(old) && isGroup(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return changed;
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Writes the event of a change, with `before` also what the fields were, and queues one delivery for each endpoint
 * that listens to its type. Part of the transaction of the change.
 */
export function emitEvent(
  world: World,
  type: Stripe.Event.Type,
  object: object,
  before?: object,
): void {
  const created = world.clock.nowSeconds();
  if (created < world.eventsFromSeconds) return;
  const id = world.ids.next("evt_1", 23);
  const { account } = world.store;
  const data =
    before === undefined
      ? { object }
      : { object, previous_attributes: previousAttributes(before, object) };
  const event = {
    id,
    object: "event",
    ...(account === null ? {} : { account }),
    api_version: API_VERSION,
    created,
    data,
    livemode: false,
    pending_webhooks: 0,
    request: world.request ?? { id: null, idempotency_key: null },
    type,
  };
  const pending = planDeliveries(world, { id, type, object }, listeningEndpoints(world, type));
  world.store
    .sql(
      "INSERT INTO event (id, created, account, type, pending, undelivered, doc) VALUES (?, ?, ?, ?, ?, 0, ?)",
    )
    .run(id, created, account, type, pending, JSON.stringify(event));
  befall(world, type, object);
}

/** The enabled endpoints that hear of events of a type on the account that is worked on. */
export function listeningEndpoints(world: World, type: string): string[] {
  const { account } = world.store;
  // A platform's endpoint hears of its own account, or with `connect` of its connected accounts instead
  // (docs.stripe.com/connect/webhooks); an endpoint of a connected account hears of that account.
  const endpoints = world.store
    .sql(
      "SELECT id, doc FROM webhook_endpoint WHERE status = 'enabled' AND ((account IS ? AND connect = 0) OR (connect = 1 AND ? IS NOT NULL))",
    )
    .all(account, account);
  const listening = endpoints
    .filter((row) => listensTo(row["doc"], type))
    .map((row) => String(row["id"]));
  return [...listening, ...listeningDestinations(world, type)];
}

function listensTo(doc: unknown, type: string): boolean {
  const endpoint = JSON.parse(String(doc)) as Stripe.WebhookEndpoint;
  return endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type);
}

/** The event as it is shown now: `pending_webhooks` counts the deliveries that are still open. */
export function renderEvent(row: Readonly<Record<string, unknown>>): Stripe.Event {
  const event = JSON.parse(String(row["doc"])) as Stripe.Event;
  return { ...event, pending_webhooks: Number(row["pending"]) };
}

function listEvents({ world, params }: RouteCall): object {
  const types = readTypes(params);
  const success = params.boolean("delivery_success");
  const conditions: Condition[] = [
    world.store.ownRows(),
    ...keptEvents(world),
    ...typeCondition(params.string("type")),
    ...(types === undefined
      ? []
      : [{ sql: `type IN (${types.map(() => "?").join(", ")})`, values: types }]),
    ...createdConditions("event", params.range("created")),
    ...(success === undefined
      ? []
      : [
          {
            sql: success ? "pending = 0 AND undelivered = 0" : "pending > 0 OR undelivered > 0",
            values: [],
          },
        ]),
  ];
  return pageOf(params, {
    url: "/v1/events",
    noun: "event",
    conditions,
    positionOf: (id) => world.store.sequenceOf("event", id),
    fetch: (request) => findEvents(world, request),
  });
}

function readTypes(params: RequestParams): string[] | undefined {
  const types = params.strings("types");
  if (types === undefined) return undefined;
  if (params.has("type"))
    throw invalidParameter(
      "parameters_exclusive",
      "You may only specify one of these parameters: type, types.",
      "types",
    );
  if (types.length > MAX_TYPES)
    throw invalidParameter(null, `You may specify at most ${MAX_TYPES} types.`, "types");
  return types;
}

/** Those young enough to be shown, without the ones that v2 alone knows. */
function keptEvents(world: World): Condition[] {
  const oldest = world.clock.nowSeconds() - EVENTS_KEPT_SECONDS;
  return [
    ...createdConditions("event", [{ operator: ">", seconds: oldest }]),
    { sql: "substr(type, 1, 3) <> 'v2.'", values: [] },
  ];
}

function findEvents(world: World, request: PageRequest): Stripe.Event[] {
  const where = request.conditions.map((condition) => `(${condition.sql})`).join(" AND ") || "1";
  const order = request.order === "newest" ? "DESC" : "ASC";
  return world.store
    .sql(`SELECT doc, pending FROM event WHERE ${where} ORDER BY seq ${order} LIMIT ?`)
    .all(...request.conditions.flatMap((condition) => condition.values), request.limit)
    .map(renderEvent);
}

/** `charge.*` stands for every type of that family. */
function typeCondition(type: string | undefined): Condition[] {
  if (type?.endsWith(".*") !== true) return equals("type", type);
  return [{ sql: "substr(type, 1, ?) = ?", values: [type.length - 1, type.slice(0, -1)] }];
}

function retrieveEvent({ world, id }: RouteCall): object {
  const row = world.store
    .sql("SELECT doc, pending FROM event WHERE id = ? AND account IS ? AND created > ?")
    .get(id, world.store.account, world.clock.nowSeconds() - EVENTS_KEPT_SECONDS);
  if (row === undefined) throw noSuch("event", id, "id", 404);
  return renderEvent(row);
}

export const eventRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/events",
    accepts: [...PAGE_PARAMS, "type", "types", "created", "delivery_success"],
    handle: listEvents,
  },
  { method: "GET", path: "/v1/events/:id", accepts: [], handle: retrieveEvent },
];
