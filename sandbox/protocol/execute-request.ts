import type { World } from "../world.ts";
import { ApiError } from "./api-error.ts";
import { expandBody } from "./expand.ts";
import { decodeForm } from "./form-body.ts";
import { fingerprintOf, type SavedAnswer, saveAnswer, savedAnswer } from "./idempotency.ts";
import { refuseUnknownNested } from "./nested-parameters.ts";
import { RequestParams } from "./request-params.ts";
import { findRoute } from "./route-table.ts";

export interface ApiRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Query string of a GET or DELETE, body of a POST. */
  readonly form: string;
  readonly idempotencyKey: string | null;
  /** `Stripe-Account`: the connected account on whose behalf the request comes; null for the platform itself. */
  readonly account: string | null;
}

export interface ApiAnswer extends SavedAnswer {
  /** True when the answer is the saved one of an earlier request. */
  readonly replayed: boolean;
}

/**
 * Executes one request in one transaction: its effects, their events with the deliveries they need, and the answer saved
 * under its idempotency key are either all there or none.
 */
export function executeRequest(world: World, request: ApiRequest): ApiAnswer {
  const key = request.method === "POST" ? request.idempotencyKey : null;
  const fingerprint = key === null ? "" : fingerprintOf(request.method, request.path, request.form);
  try {
    return onBehalf(world, request.account, () => {
      const saved =
        key === null ? null : savedAnswer(world.store, key, fingerprint, world.clock.nowMs());
      if (saved !== null) return { ...saved, replayed: true };
      const { answer, executed } = perform(world, request);
      if (key !== null && executed)
        saveAnswer(world.store, key, fingerprint, answer, world.clock.nowMs());
      return { ...answer, replayed: false };
    });
  } catch (error) {
    return { ...answerOf(error, request.requestId), replayed: false };
  }
}

/** One transaction on the objects of the account that the request names (docs.stripe.com/connect/authentication). */
function onBehalf<T>(world: World, account: string | null, work: () => T): T {
  if (account === null || account === world.accountId) return world.store.transact(work);
  if (world.store.get("account", account) === undefined) {
    throw new ApiError(
      403,
      {
        type: "invalid_request_error",
        code: "account_invalid",
        message: `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
      },
      { validation: true },
    );
  }
  return world.store.onAccount(account, () => world.store.transact(work));
}

function perform(world: World, request: ApiRequest): { answer: SavedAnswer; executed: boolean } {
  world.request = { id: request.requestId, idempotency_key: request.idempotencyKey };
  try {
    const body = world.store.attempt(
      () => callRoute(world, request),
      (error) => error instanceof ApiError && error.keepsEffects,
    );
    return {
      answer: { requestId: request.requestId, status: 200, body: JSON.stringify(body, null, 2) },
      executed: true,
    };
  } catch (error) {
    return {
      answer: answerOf(error, request.requestId),
      executed: !(error instanceof ApiError && error.validation),
    };
  } finally {
    world.request = null;
  }
}

function callRoute(world: World, request: ApiRequest): object {
  const found = findRoute(request.method, request.path);
  if (found === null) {
    throw new ApiError(
      404,
      {
        type: "invalid_request_error",
        message: `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      },
      { validation: true },
    );
  }
  const form = decodeForm(request.form);
  const params = new RequestParams(form);
  params.onlyAccept(found.route.accepts);
  refuseUnknownNested(found.route, form);
  const body = found.route.handle({ world, params, id: found.id, child: found.child });
  if (!params.has("expand")) return body;
  const copy = structuredClone(body);
  expandBody(world, copy, params);
  return copy;
}

/** An error as an answer; one that nobody foresaw is a 500, as an honest server gives it. */
export function answerOf(error: unknown, requestId: string): SavedAnswer {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, {
          type: "api_error",
          message: `The sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        });
  return { requestId, status: known.status, body: JSON.stringify(known.body(requestId), null, 2) };
}
