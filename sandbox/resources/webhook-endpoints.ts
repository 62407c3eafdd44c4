import type { Stripe } from "stripe";
import { invalidParameter } from "../protocol/api-error.ts";
import { API_VERSION } from "../protocol/api-version.ts";
import { objectPage, PAGE_PARAMS } from "../protocol/list-page.ts";
import type { RequestParams } from "../protocol/request-params.ts";
import type { Route, RouteCall } from "../protocol/route.ts";
import { eventTypes } from "../webhooks/event-types.ts";
import { changeObject, requireObject } from "./change-object.ts";
import { applicationId } from "./connect/application.ts";

const MAX_ENDPOINTS = 16;

function readUrl(params: RequestParams): string | undefined {
  const url = params.string("url");
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw invalidParameter(
      "url_invalid",
      "Invalid URL: an explicit scheme (such as https) must be provided.",
      "url",
    );
  return url;
}

function readEvents(params: RequestParams): string[] | undefined {
  const events = params.strings("enabled_events");
  if (events?.length === 0)
    throw invalidParameter(
      "parameter_invalid_empty",
      "You must enable at least one event.",
      "enabled_events",
    );
  const known = eventTypes("snapshot");
  const unknown = events?.find((type) => type !== "*" && !known.has(type));
  if (unknown !== undefined)
    throw invalidParameter(
      null,
      `Invalid enabled_events: ${unknown} is not an event type of API version ${API_VERSION}.`,
      "enabled_events",
    );
  return events;
}

/** The secret is shown in this one answer and never again. */
function create({ world, params }: RouteCall): object {
  const url = readUrl(params) ?? params.requiredString("url");
  const events = readEvents(params);
  if (events === undefined)
    throw invalidParameter(
      "parameter_missing",
      "Missing required param: enabled_events.",
      "enabled_events",
    );
  const version = params.string("api_version") ?? API_VERSION;
  if (version !== API_VERSION)
    throw invalidParameter(
      null,
      `Invalid API version: the sandbox renders ${API_VERSION} only.`,
      "api_version",
    );
  if (world.store.count("webhook_endpoint", []) >= MAX_ENDPOINTS) {
    throw invalidParameter(
      null,
      `You have reached the maximum of ${MAX_ENDPOINTS} test webhook endpoints.`,
      "url",
    );
  }
  const connect = params.boolean("connect") ?? false;
  const endpoint: Stripe.WebhookEndpoint = {
    id: world.ids.next("we_1", 23),
    object: "webhook_endpoint",
    api_version: version,
    application: connect ? applicationId(world) : null,
    created: world.clock.nowSeconds(),
    description: params.nullableString("description") ?? null,
    enabled_events: events,
    livemode: false,
    metadata: params.metadata({}),
    status: "enabled",
    url,
  };
  const secret = world.ids.next("whsec_", 32);
  world.store.insert("webhook_endpoint", endpoint, { secret, connect: connect ? 1 : 0 });
  return { ...endpoint, secret };
}

function update({ world, params, id }: RouteCall): object {
  const endpoint = requireObject(world, "webhook_endpoint", id);
  const url = readUrl(params);
  const events = readEvents(params);
  const description = params.nullableString("description");
  const disabled = params.boolean("disabled");
  return changeObject(
    world,
    "webhook_endpoint",
    endpoint,
    {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { enabled_events: events }),
      ...(description === undefined ? {} : { description }),
      ...(disabled === undefined ? {} : { status: disabled ? "disabled" : "enabled" }),
      metadata: params.metadata(endpoint.metadata),
    },
    [],
  );
}

function remove({ world, id }: RouteCall): object {
  requireObject(world, "webhook_endpoint", id);
  world.store.sql("DELETE FROM webhook_endpoint WHERE id = ?").run(id);
  return { id, object: "webhook_endpoint", deleted: true };
}

const BODY_PARAMS = ["url", "enabled_events", "description", "metadata"];

export const webhookEndpointRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/webhook_endpoints",
    accepts: [...BODY_PARAMS, "api_version", "connect"],
    handle: create,
  },
  {
    method: "GET",
    path: "/v1/webhook_endpoints",
    accepts: [...PAGE_PARAMS],
    handle: ({ world, params }) =>
      objectPage(world.store, "webhook_endpoint", params, "/v1/webhook_endpoints", []),
  },
  {
    method: "GET",
    path: "/v1/webhook_endpoints/:id",
    accepts: [],
    handle: ({ world, id }) => requireObject(world, "webhook_endpoint", id),
  },
  {
    method: "POST",
    path: "/v1/webhook_endpoints/:id",
    accepts: [...BODY_PARAMS, "disabled"],
    handle: update,
  },
  { method: "DELETE", path: "/v1/webhook_endpoints/:id", accepts: [], handle: remove },
];
