import { isGroup } from "../../control/fault-arguments.ts";
import { ApiError } from "../../protocol/api-error.ts";
import { type ApiAnswer, type ApiRequest, answerOf } from "../../protocol/execute-request.ts";
import { fingerprintOf, saveAnswer, savedAnswer } from "../../protocol/idempotency.ts";
import type { World } from "../../world.ts";
import { eventDestinationRoutes } from "./event-destinations.ts";
import { v2EventRoutes } from "./v2-events.ts";
import { invalidField, onlyAccept, type V2Call } from "./v2-request.ts";

const compiled = [...eventDestinationRoutes, ...v2EventRoutes].map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(":id", "(?<id>[^/]+)")}$`),
}));

/**
 * Executes one request to `/v2/…` in one transaction. Bodies are JSON. Unlike v1, only what succeeded is kept under its
 * idempotency key: a failed request may be sent again with it (https://docs.stripe.com/api-v2-overview#idempotency).
 */
export function executeV2(world: World, request: ApiRequest): ApiAnswer {
  const key = request.method === "GET" ? null : request.idempotencyKey;
  const fingerprint = fingerprintOf(request.method, request.path, request.form);
  try {
    return world.store.transact(() =>
      world.store.onAccount(request.account === world.accountId ? null : request.account, () => {
        const nowMs = world.clock.nowMs();
        const saved = key === null ? null : savedAnswer(world.store, key, fingerprint, nowMs);
        if (saved !== null) return { ...saved, replayed: true };
        const body = perform(world, request);
        const { requestId } = request;
        const answer = { requestId, status: 200, body: JSON.stringify(body, null, 2) };
        if (key !== null) saveAnswer(world.store, key, fingerprint, answer, nowMs);
        return { ...answer, replayed: false };
      }),
    );
  } catch (error) {
    return { ...answerOf(error, request.requestId), replayed: false };
  }
}

function perform(world: World, request: ApiRequest): object {
  for (const { route, pattern } of compiled) {
    const match = route.method === request.method ? pattern.exec(request.path) : null;
    if (match === null) continue;
    const call: V2Call = {
      world,
      id: decodeURIComponent(match.groups?.["id"] ?? ""),
      path: request.path,
      query: new URLSearchParams(request.method === "POST" ? "" : request.form),
      body: request.method === "POST" ? readJson(request.form) : {},
    };
    onlyAccept(call, route.accepts);
    world.request = { id: request.requestId, idempotency_key: request.idempotencyKey };
    try {
      return route.handle(call);
    } finally {
      world.request = null;
    }
  }
  throw new ApiError(404, {
    type: "invalid_request_error",
    code: "not_found",
    message: `Unrecognized request URL (${request.method}: ${request.path}).`,
  });
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = text === "" ? {} : JSON.parse(text);
    if (isGroup(value)) return value;
  } catch {
    // Told below, as any other body that is no object.
  }
  throw invalidField("The body of a v2 request is a JSON object.");
}
