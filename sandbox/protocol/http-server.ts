import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { answerChanged } from "../control/answer-faults.ts";
import { answerControl } from "../control/control-routes.ts";
import type { FaultRule } from "../control/fault-rules.ts";
import { shownAnswer } from "../control/money-view.ts";
import { answerInstead, type FaultyAnswer, latencyOf } from "../control/request-faults.ts";
import { requestSubject } from "../control/request-subject.ts";
import type { Engine } from "../engine.ts";
import { executeV2 } from "../resources/v2/execute-v2.ts";
import { authenticate } from "./authentication.ts";
import { type ApiAnswer, type ApiRequest, answerOf, executeRequest } from "./execute-request.ts";
import {
  answerHeaders,
  breakOff,
  type ObservedRequest,
  type ObservedResponse,
  send,
} from "./http-reply.ts";
import { keyInUse } from "./idempotency.ts";
import { answerPage } from "./page-route.ts";
import { type RateLimiter, rateLimited } from "./rate-limiter.ts";
import { checkVersion, headerOf, plainHeaders, readBody } from "./read-request.ts";

/** Longer than clients keep an idle connection, so that none is closed under a request that just set out. */
const KEEP_ALIVE_MS = 120_000;

export interface ServerOptions {
  readonly engine: Engine;
  readonly port: number;
  /** The one key that is accepted; null accepts every test key. */
  readonly requiredKey: string | null;
  readonly limiter: RateLimiter;
  readonly onRequest: (request: ObservedRequest) => void;
  readonly onResponse: (response: ObservedResponse) => void;
}

export interface ListeningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves the API, the pages and the controls on 127.0.0.1. */
export async function listen(options: ServerOptions): Promise<ListeningServer> {
  const keysUnderWay = new Set<string>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const requestId = options.engine.world.ids.nextRequestId();
    serve(options, keysUnderWay, requestId, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else {
        const { status, body } = answerOf(error, requestId);
        send(response, status, body, { "request-id": requestId });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return { port: portOf(server), close: () => closeServer(server) };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string")
    throw new Error("the server listens on no port");
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  options: ServerOptions,
  keysUnderWay: Set<string>,
  requestId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const method = request.method ?? "GET";
  const path = url.pathname;
  const body = await readBody(request);
  if (answeredOutsideTheApi(options.engine, { method, url, body, request }, response)) return;
  const apiRequest: ApiRequest = {
    requestId,
    method,
    path: path.replace(/\/$/, ""),
    form: method === "POST" ? body : url.search.slice(1),
    idempotencyKey: headerOf(request, "idempotency-key"),
    account: headerOf(request, "stripe-account") ?? headerOf(request, "stripe-context"),
  };
  options.onRequest(apiRequest);
  const key = method === "POST" ? apiRequest.idempotencyKey : null;
  try {
    authenticate(request.headers.authorization, options.requiredKey);
    checkVersion(request, path);
    if (key !== null && keysUnderWay.has(key)) throw keyInUse();
  } catch (error) {
    reply(options, apiRequest, response, { ...answerOf(error, requestId), replayed: false });
    return;
  }
  await answerWithinLimits(options, apiRequest, response, keysUnderWay);
}

interface Received {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly request: IncomingMessage;
}

/** Pages and controls need no key and know no faults. */
function answeredOutsideTheApi(
  engine: Engine,
  { method, url, body, request }: Received,
  response: ServerResponse,
): boolean {
  const asked = { method, path: url.pathname, query: url.searchParams, body };
  const page = answerPage(engine, { ...asked, headers: plainHeaders(request) });
  if (page !== null) {
    response.writeHead(page.status, page.headers).end(page.body);
    return true;
  }
  if (!url.pathname.startsWith("/_sandbox/")) return false;
  engine.catchUp();
  const control = answerControl(engine, asked);
  send(response, control.status, JSON.stringify(control.body), {});
  return true;
}

async function answerWithinLimits(
  options: ServerOptions,
  request: ApiRequest,
  response: ServerResponse,
  keysUnderWay: Set<string>,
): Promise<void> {
  const limited = options.limiter.enter(request.method, request.path);
  if (limited !== null) {
    const refusal = { ...answerOf(rateLimited(), request.requestId), replayed: false };
    reply(options, request, response, refusal, { "stripe-rate-limited-reason": limited });
    return;
  }
  const key = request.method === "POST" ? request.idempotencyKey : null;
  if (key !== null) keysUnderWay.add(key);
  try {
    const { world } = options.engine;
    const fault = world.faults.isEmpty
      ? null
      : world.faults.take("request", requestSubject(world, request));
    await answerApi(options, request, response, fault, () => keysUnderWay.delete(key ?? ""));
  } finally {
    keysUnderWay.delete(key ?? "");
    options.limiter.leave();
  }
}

async function answerApi(
  options: ServerOptions,
  request: ApiRequest,
  response: ServerResponse,
  fault: FaultRule | null,
  executed: () => void,
): Promise<void> {
  const wait = fault === null ? 0 : latencyOf(fault);
  if (wait > 0) await delay(wait);
  const instead = fault === null ? null : answerInstead(fault, request.requestId);
  if (instead !== null) {
    giveFaulty(request, response, instead);
    return;
  }
  const { engine } = options;
  engine.catchUp();
  const answer = shownAnswer(engine.world, request, execute(engine, request));
  executed();
  engine.catchUp();
  const changed = fault === null ? null : answerChanged(engine.world, fault, request, answer);
  if (changed === null) reply(options, request, response, answer);
  else giveFaulty(request, response, changed);
}

function execute({ world }: Engine, request: ApiRequest): ApiAnswer {
  return request.path.startsWith("/v2/")
    ? executeV2(world, request)
    : executeRequest(world, request);
}

function giveFaulty(request: ApiRequest, response: ServerResponse, answer: FaultyAnswer): void {
  if (answer.kind === "silence") return;
  if (answer.kind === "answer")
    send(response, answer.status, answer.body, {
      "request-id": request.requestId,
      ...answer.headers,
    });
  else if (answer.body === null) response.destroy();
  else breakOff(response, answer.body);
}

function reply(
  options: ServerOptions,
  request: ApiRequest,
  response: ServerResponse,
  answer: ApiAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, answer.status, answer.body, { ...answerHeaders(request, answer), ...headers });
  options.onResponse({
    method: request.method,
    path: request.path,
    status: answer.status,
    body: answer.body,
  });
}
