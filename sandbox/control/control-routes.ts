import type { Engine } from "../engine.ts";
import { ApiError } from "../protocol/api-error.ts";
import { API_VERSION } from "../protocol/api-version.ts";
import { completeAction } from "../resources/payment-intent-action.ts";
import { deliveryLog } from "../webhooks/delivery-log.ts";
import { describeEffects } from "./fault-effects.ts";

export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: object;
}

/** Answers `/_sandbox/…`: what Stripe has no API for, used by tests and the demo. Bodies are JSON. */
export function answerControl(engine: Engine, request: ControlRequest): ControlAnswer {
  try {
    return (
      route(engine, request) ?? problem(404, `no such control: ${request.method} ${request.path}`)
    );
  } catch (error) {
    if (error instanceof ApiError) return problem(error.status, error.message);
    if (error instanceof SyntaxError) return problem(400, "the body is not JSON");
    throw error;
  }
}

function problem(status: number, message: string): ControlAnswer {
  return { status, body: { error: { type: "invalid_request_error", message } } };
}

function route(
  engine: Engine,
  { method, path, query, body }: ControlRequest,
): ControlAnswer | null {
  switch (`${method} ${path}`) {
    case "GET /_sandbox/health":
      return {
        status: 200,
        body: { ok: true, accountId: engine.world.accountId, apiVersion: API_VERSION },
      };
    case "GET /_sandbox/clock":
      return { status: 200, body: clockBody(engine) };
    case "POST /_sandbox/clock":
      return changeClock(engine, readJson(body));
    case "GET /_sandbox/deliveries":
      return {
        status: 200,
        body: deliveryLog(engine.world.store, {
          event: query.get("event") ?? undefined,
          limit: Number(query.get("limit") ?? 100),
        }),
      };
    case "GET /_sandbox/faults/effects":
      return { status: 200, body: describeEffects() };
    case "GET /_sandbox/faults":
      return { status: 200, body: { rules: engine.faults.list() } };
    case "POST /_sandbox/faults": {
      const rule = engine.faults.add(readJson(body));
      return typeof rule === "string" ? problem(400, rule) : { status: 200, body: rule };
    }
    case "DELETE /_sandbox/faults":
      engine.faults.clear();
      return { status: 200, body: { rules: [] } };
    default:
      return authenticateRoute(engine, method, path, body);
  }
}

function authenticateRoute(
  engine: Engine,
  method: string,
  path: string,
  body: string,
): ControlAnswer | null {
  const match = /^\/_sandbox\/payment_intents\/([^/]+)\/authenticate$/.exec(path);
  if (method !== "POST" || match === null) return null;
  const succeeds = readJson(body)["outcome"] !== "fail";
  const intent = engine.world.store.transact(() =>
    completeAction(engine.world, match[1] ?? "", succeeds),
  );
  engine.catchUp();
  return { status: 200, body: intent };
}

function clockBody(engine: Engine): object {
  const { clock } = engine.world;
  return {
    now: new Date(clock.nowMs()).toISOString(),
    frozen: clock.state.frozen,
    speed: clock.state.speed,
  };
}

function changeClock(engine: Engine, input: Readonly<Record<string, unknown>>): ControlAnswer {
  const { advanceSeconds, speed, freeze } = input;
  if (advanceSeconds !== undefined && (typeof advanceSeconds !== "number" || advanceSeconds < 0))
    return problem(400, "advanceSeconds is a number of seconds, 0 or more");
  if (speed !== undefined && (typeof speed !== "number" || speed <= 0))
    return problem(400, "speed is a number above 0");
  if (freeze !== undefined && typeof freeze !== "boolean")
    return problem(400, "freeze is true or false");
  engine.changeClock({
    ...(advanceSeconds === undefined ? {} : { advanceSeconds }),
    ...(speed === undefined ? {} : { speed }),
    ...(freeze === undefined ? {} : { frozen: freeze }),
  });
  return { status: 200, body: clockBody(engine) };
}

function readJson(body: string): Record<string, unknown> {
  const value: unknown = body === "" ? {} : JSON.parse(body);
  if (typeof value !== "object" || value === null) throw new SyntaxError("not an object");
  return { ...value };
}
