import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  type IncomingDelivery,
  type Intake,
  MAX_BODY_BYTES,
  receiveDelivery,
} from "#server/modules/webhooks/index.ts";

export interface ListenerParts {
  readonly intake: Intake;
  /** Whether the database answers now. */
  readonly ready: () => Promise<boolean>;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;

/** The plain listener: `POST /webhooks/stripe`, `GET /health/live` and `/health/ready`; everything else is 404. */
export function createListener(parts: ListenerParts): Server {
  const server = createServer((request, response) => {
    route(parts, request, response).catch((error: unknown) => {
      parts.intake.log.error({ err: error }, "request failed");
      if (!response.headersSent) answer(response, 503, '{"error":"unavailable"}');
      else response.destroy();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  return server;
}

async function route(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedMs = parts.nowMs();
  const path = (request.url ?? "").split("?", 1)[0];
  if (request.method === "POST" && path === "/webhooks/stripe") {
    const delivery = await readDelivery(request, startedMs);
    const { httpStatus, body } = await receiveDelivery(parts.intake, delivery);
    // The rest of an oversized body is let go by: the connection ends with the answer.
    if (httpStatus === 413) response.setHeader("connection", "close");
    answer(response, httpStatus, body);
  } else if (request.method === "GET" && path === "/health/live") {
    answer(response, 200, '{"live":true}');
  } else if (request.method === "GET" && path === "/health/ready") {
    const ready = await parts.ready();
    answer(response, ready ? 200 : 503, JSON.stringify({ ready }));
  } else {
    answer(response, 404, '{"error":"not_found"}');
  }
}

async function readDelivery(
  request: IncomingMessage,
  startedMs: number,
): Promise<IncomingDelivery> {
  const signature = request.headers["stripe-signature"];
  return {
    body: await readBody(request),
    signature: typeof signature === "string" ? signature : null,
    remoteIp: request.socket.remoteAddress ?? null,
    startedMs,
  };
}

async function readBody(request: IncomingMessage): Promise<IncomingDelivery["body"]> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > MAX_BODY_BYTES) return { tooBig: Math.min(announced, Number.MAX_SAFE_INTEGER) };
  return collect(request);
}

/** Events, not iteration: leaving an iterator early would destroy the request before it is answered. */
function collect(request: IncomingMessage): Promise<IncomingDelivery["body"]> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) resolve({ tooBig: size });
      else chunks.push(chunk);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
  });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
