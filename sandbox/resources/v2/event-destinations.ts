import { isGroup } from "../../control/fault-arguments.ts";
import { API_VERSION } from "../../protocol/api-version.ts";
import { queueAgain } from "../../webhooks/delivery-plan.ts";
import { eventTypes } from "../../webhooks/event-types.ts";
import type { World } from "../../world.ts";
import { without } from "../without.ts";
import {
  deleteDestination,
  destinationsBefore,
  findDestination,
  insertDestination,
  replaceDestination,
  type StoredDestination,
} from "./destination-store.ts";
import { isoTime } from "./thin-events.ts";
import { pingEvent } from "./v2-events.ts";
import {
  invalidField,
  listIn,
  metadataIn,
  notFound,
  pageOf,
  textIn,
  textsIn,
  type V2Call,
  type V2Route,
} from "./v2-request.ts";

const PATH = "/v2/core/event_destinations";
const URL_INCLUDED = "webhook_endpoint.url";
const SECRET_INCLUDED = "webhook_endpoint.signing_secret";

function requireDestination({ world, id }: V2Call): StoredDestination {
  const found = findDestination(world, id);
  if (found === undefined) throw notFound("event destination", id);
  return found;
}

/** What was not asked for by `include` is not there (https://docs.stripe.com/api-includable-response-values). */
function shown(
  destination: StoredDestination,
  include: readonly string[],
  secret: string | null = null,
): object {
  const { url } = destination.webhook_endpoint;
  return {
    ...destination,
    webhook_endpoint: {
      ...(include.includes(SECRET_INCLUDED) && secret !== null ? { signing_secret: secret } : {}),
      ...(include.includes(URL_INCLUDED) ? { url } : {}),
    },
  };
}

function readUrl(body: V2Call["body"]): string | undefined {
  const endpoint = body["webhook_endpoint"];
  if (endpoint === undefined) return undefined;
  const url = isGroup(endpoint) ? endpoint["url"] : undefined;
  if (typeof url !== "string" || !URL.canParse(url) || !/^https?:/.test(url))
    throw invalidField("webhook_endpoint.url is a URL with an explicit scheme.");
  return url;
}

function readEvents(body: V2Call["body"], payload: "snapshot" | "thin"): string[] | undefined {
  const events = textsIn(body, "enabled_events");
  if (events === undefined) return undefined;
  if (events.length === 0) throw invalidField("enabled_events names at least one event type.");
  const known = eventTypes(payload);
  const unknown = events.find((type) => type !== "*" && !known.has(type));
  if (unknown !== undefined)
    throw invalidField(`enabled_events: ${unknown} is no type of ${payload} events.`);
  return events;
}

function readPayload(body: V2Call["body"]): "snapshot" | "thin" {
  if (textIn(body, "type") !== "webhook_endpoint")
    throw invalidField("type: the sandbox serves webhook_endpoint only.");
  const payload = textIn(body, "event_payload");
  if (payload !== "thin" && payload !== "snapshot")
    throw invalidField("event_payload is thin or snapshot.");
  if ((textIn(body, "snapshot_api_version") ?? API_VERSION) !== API_VERSION)
    throw invalidField(`snapshot_api_version: the sandbox renders ${API_VERSION} only.`);
  return payload;
}

function create(call: V2Call): object {
  const { world, body } = call;
  const payload = readPayload(body);
  const name = textIn(body, "name");
  const events = readEvents(body, payload);
  const url = readUrl(body);
  if (name === undefined || events === undefined || url === undefined)
    throw invalidField("name, enabled_events and webhook_endpoint.url are required.");
  const now = isoTime(world.clock.nowSeconds());
  const destination: StoredDestination = {
    id: world.ids.next("ed_test_61", 24),
    object: "v2.core.event_destination",
    created: now,
    description: textIn(body, "description") ?? "",
    enabled_events: events,
    event_payload: payload,
    events_from: textsIn(body, "events_from") ?? ["self"],
    livemode: false,
    metadata: metadataIn(body, {}),
    name,
    ...(payload === "snapshot" ? { snapshot_api_version: API_VERSION } : {}),
    status: "enabled",
    type: "webhook_endpoint",
    updated: now,
    webhook_endpoint: { url },
  };
  const secret = world.ids.next("whsec_", 32);
  insertDestination(world, destination, secret);
  return shown(destination, textsIn(body, "include") ?? [], secret);
}

function update(call: V2Call): object {
  const { world, body } = call;
  const before = requireDestination(call);
  const events = readEvents(body, before.event_payload);
  const url = readUrl(body);
  const after: StoredDestination = {
    ...before,
    description: textIn(body, "description") ?? before.description,
    enabled_events: events ?? before.enabled_events,
    metadata: metadataIn(body, before.metadata ?? {}),
    name: textIn(body, "name") ?? before.name,
    updated: isoTime(world.clock.nowSeconds()),
    webhook_endpoint: { url: url ?? before.webhook_endpoint.url },
  };
  replaceDestination(world, after);
  return shown(after, textsIn(body, "include") ?? []);
}

function setStatus(call: V2Call, status: "enabled" | "disabled"): object {
  const before = without(requireDestination(call), "status_details");
  const after: StoredDestination = {
    ...before,
    status,
    ...(status === "disabled" ? { status_details: { disabled: { reason: "user" } } } : {}),
    updated: isoTime(call.world.clock.nowSeconds()),
  };
  replaceDestination(call.world, after);
  return shown(after, []);
}

function remove(call: V2Call): object {
  const { id } = requireDestination(call);
  deleteDestination(call.world, id);
  return { id, object: "v2.core.event_destination", deleted: true };
}

/** Pings even a destination that listens to something else, as long as it is enabled. */
function ping(call: V2Call): object {
  const destination = requireDestination(call);
  const { event, thin } = pingEvent(call.world, shown(destination, []));
  if (destination.status === "enabled") queueAgain(call.world, event, destination.id);
  return thin;
}

function list(call: V2Call): object {
  const { world, query }: { world: World; query: URLSearchParams } = call;
  return pageOf(
    call,
    (before, limit) => destinationsBefore(world, before, limit),
    ({ doc }) => shown(doc, listIn(query, "include")),
  );
}

const BODY = ["description", "enabled_events", "include", "metadata", "name", "webhook_endpoint"];

export const eventDestinationRoutes: readonly V2Route[] = [
  { method: "GET", path: PATH, accepts: ["include", "limit", "page"], handle: list },
  {
    method: "POST",
    path: PATH,
    accepts: [...BODY, "event_payload", "events_from", "snapshot_api_version", "type"],
    handle: create,
  },
  {
    method: "GET",
    path: `${PATH}/:id`,
    accepts: ["include"],
    handle: (call) => shown(requireDestination(call), listIn(call.query, "include")),
  },
  { method: "POST", path: `${PATH}/:id`, accepts: BODY, handle: update },
  { method: "DELETE", path: `${PATH}/:id`, accepts: [], handle: remove },
  {
    method: "POST",
    path: `${PATH}/:id/disable`,
    accepts: [],
    handle: (call) => setStatus(call, "disabled"),
  },
  {
    method: "POST",
    path: `${PATH}/:id/enable`,
    accepts: [],
    handle: (call) => setStatus(call, "enabled"),
  },
  { method: "POST", path: `${PATH}/:id/ping`, accepts: [], handle: ping },
];
