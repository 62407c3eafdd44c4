import type { ServerResponse } from "node:http";
import { API_VERSION } from "./api-version.ts";
import type { ApiAnswer, ApiRequest } from "./execute-request.ts";

/** One answer as it left the server, for tests that check each of them. */
export interface ObservedResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** One request to the API as it arrived, before anything is made of it. */
export interface ObservedRequest {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  /** The query string of a GET, the body of a POST. */
  readonly form: string;
}

/** Writes an answer of JSON, unless the headers name another type. */
export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}

/** Promises the whole body, sends half of it and breaks the connection. */
export function breakOff(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body, "utf8");
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** The headers that Stripe sends with an executed request. */
export function answerHeaders(request: ApiRequest, answer: ApiAnswer): Record<string, string> {
  const key = request.method === "GET" ? null : request.idempotencyKey;
  return {
    "request-id": request.requestId,
    "stripe-version": API_VERSION,
    ...(key === null ? {} : { "idempotency-key": key, "original-request": answer.requestId }),
    ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
    ...(answer.status === 409 ? { "stripe-should-retry": "true" } : {}),
  };
}
