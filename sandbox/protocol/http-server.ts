import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { answerControl } from "../control/control-routes.ts";
import type { FaultRule } from "../control/fault-rules.ts";
import type { Engine } from "../engine.ts";
import { ApiError } from "./api-error.ts";
import { API_VERSION } from "./api-version.ts";
import { authenticate } from "./authentication.ts";
import { type ApiAnswer, type ApiRequest, answerOf, executeRequest } from "./execute-request.ts";
import { keyInUse } from "./idempotency.ts";
import { answerPage } from "./page-route.ts";

const MAX_BODY_BYTES = 1_048_576;

/** One answer as it left the server, for tests that check each of them. */
export interface ObservedResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

export interface ServerOptions {
  readonly engine: Engine;
  readonly port: number;
  /** The one key that is accepted; null accepts every test key. */
  readonly requiredKey: string | null;
  readonly onResponse: (response: ObservedResponse) => void;
}

export interface ListeningServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves the API and the controls on 127.0.0.1. */
export async function listen(options: ServerOptions): Promise<ListeningServer> {
  const keysUnderWay = new Set<string>();
  const server = createServer((request, response) => {
    serve(options, keysUnderWay, request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, 500, answerOf(error, "req_unknown").body, {});
      else response.destroy();
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
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const method = request.method ?? "GET";
  const body = await readBody(request);
  const page = answerPage(options.engine, {
    method,
    path: url.pathname,
    query: url.searchParams,
    body,
    headers: plainHeaders(request),
  });
  if (page !== null) {
    response.writeHead(page.status, page.headers).end(page.body);
    return;
  }
  if (url.pathname.startsWith("/_sandbox/")) {
    options.engine.catchUp();
    const control = answerControl(options.engine, {
      method,
      path: url.pathname,
      query: url.searchParams,
      body,
    });
    send(response, control.status, JSON.stringify(control.body), {});
    return;
  }
  const apiRequest: ApiRequest = {
    requestId: options.engine.world.ids.nextRequestId(),
    method,
    path: url.pathname.replace(/\/$/, ""),
    form: method === "POST" ? body : url.search.slice(1),
    idempotencyKey: headerOf(request, "idempotency-key"),
  };
  const key = method === "POST" ? apiRequest.idempotencyKey : null;
  try {
    checkHeaders(options, request);
    if (key !== null && keysUnderWay.has(key)) throw keyInUse();
  } catch (error) {
    reply(options, apiRequest, response, {
      ...answerOf(error, apiRequest.requestId),
      replayed: false,
    });
    return;
  }
  if (key !== null) keysUnderWay.add(key);
  const fault = options.engine.faults.take(method, apiRequest.path);
  try {
    await answerApi(options, apiRequest, response, fault, () => keysUnderWay.delete(key ?? ""));
  } finally {
    keysUnderWay.delete(key ?? "");
  }
}

async function answerApi(
  options: ServerOptions,
  request: ApiRequest,
  response: ServerResponse,
  fault: FaultRule | null,
  executed: () => void,
): Promise<void> {
  if (fault !== null && fault.latencyMs > 0) await delay(fault.latencyMs);
  if (fault?.effect === "reset_before_effect") {
    response.destroy();
    return;
  }
  if (fault?.effect === "status") {
    const detail = {
      type: "api_error",
      message: "A fault rule of the sandbox answered this request.",
    } as const;
    const text = fault.body ?? answerOf(new ApiError(fault.status, detail), request.requestId).body;
    send(response, fault.status, text, { "request-id": request.requestId, ...fault.headers });
    return;
  }
  options.engine.catchUp();
  const answer = executeRequest(options.engine.world, request);
  executed();
  options.engine.catchUp();
  if (fault?.effect === "timeout_after_effect") return;
  if (fault?.effect === "reset_after_effect") {
    response.destroy();
    return;
  }
  reply(options, request, response, answer);
}

function checkHeaders(options: ServerOptions, request: IncomingMessage): void {
  authenticate(request.headers.authorization, options.requiredKey);
  const version = headerOf(request, "stripe-version");
  if (version !== null && version !== API_VERSION) {
    throw new ApiError(
      400,
      {
        type: "invalid_request_error",
        message: `Invalid Stripe API version: ${version}. The sandbox speaks ${API_VERSION} only.`,
      },
      { validation: true },
    );
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function reply(
  options: ServerOptions,
  request: ApiRequest,
  response: ServerResponse,
  answer: ApiAnswer,
): void {
  const key = request.method === "POST" ? request.idempotencyKey : null;
  send(response, answer.status, answer.body, {
    "request-id": request.requestId,
    "stripe-version": API_VERSION,
    ...(key === null ? {} : { "idempotency-key": key, "original-request": answer.requestId }),
    ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
    ...(answer.status === 409 ? { "stripe-should-retry": "true" } : {}),
  });
  options.onResponse({
    method: request.method,
    path: request.path,
    status: answer.status,
    body: answer.body,
  });
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MAX_BODY_BYTES)
      throw new ApiError(
        413,
        { type: "invalid_request_error", message: "The request body is too large." },
        { validation: true },
      );
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
