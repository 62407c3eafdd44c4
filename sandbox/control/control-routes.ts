import { answerBank } from "../bank/bank-controls.ts";
import type { Engine } from "../engine.ts";
import { ApiError } from "../protocol/api-error.ts";
import { API_VERSION } from "../protocol/api-version.ts";
import { answerSetupControl } from "../resources/setup/setup-controls.ts";
import { type ControlAnswer, problem } from "./control-answer.ts";
import { answerFaults } from "./fault-controls.ts";
import { answerFraudControl } from "./fraud-controls.ts";
import { answerIncidents } from "./incident-controls.ts";
import { answerWebhooks } from "./webhook-controls.ts";

export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
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

function route(
  engine: Engine,
  { method, path, query, body }: ControlRequest,
): ControlAnswer | null {
  switch (`${method} ${path}`) {
    case "GET /_sandbox/health":
      return { status: 200, body: healthOf(engine) };
    case "GET /_sandbox/clock":
      return { status: 200, body: clockBody(engine) };
    case "POST /_sandbox/clock":
      return changeClock(engine, readJson(body));
    default:
      return (
        answerFaults(engine, method, path, () => JSON.parse(body === "" ? "{}" : body)) ??
        answerBank(engine.world, method, path, query) ??
        answerIncidents(engine, method, path, () => readJson(body)) ??
        answerWebhooks(engine, { method, path, query, readBody: () => readJson(body) }) ??
        setupRoute(engine, method, path, body) ??
        fraudRoute(engine, method, path, body)
      );
  }
}

/** `ok` is false when a timer failed: then something that should have happened on the account did not. */
function healthOf({ world }: Engine): object {
  const failedTimers = world.timers.failed().map(({ dueMs, ...timer }) => ({
    ...timer,
    due: new Date(dueMs).toISOString(),
  }));
  return {
    ok: failedTimers.length === 0,
    accountId: world.accountId,
    apiVersion: API_VERSION,
    failedTimers,
  };
}

function setupRoute(
  engine: Engine,
  method: string,
  path: string,
  body: string,
): ControlAnswer | null {
  if (method !== "POST") return null;
  const answer = engine.world.store.transact(() =>
    answerSetupControl(engine, path, readJson(body)),
  );
  if (answer === null) return null;
  engine.catchUp();
  return { status: 200, body: answer };
}

function fraudRoute(
  engine: Engine,
  method: string,
  path: string,
  body: string,
): ControlAnswer | null {
  if (method !== "POST") return null;
  const answer = answerFraudControl(engine.world, path, readJson(body));
  if (answer === null) return null;
  engine.catchUp();
  return { status: 200, body: answer };
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
