import http from "node:http";
import https from "node:https";
import Stripe from "stripe";

/** The API version all our requests are made in: the one the installed package's types describe. */
export const STRIPE_API_VERSION = Stripe.API_VERSION;

export interface StripeConnection {
  readonly apiKey: string;
  /** Where the API is, for a sandbox; Stripe's own address when absent. */
  readonly apiUrl?: string | undefined;
  readonly timeoutMs: number;
}

/**
 * One client of the `stripe` package that sends each request once and reports nothing about itself.
 * `keepAlive` false opens a connection for each request: a stale one that fails after the first byte would leave a
 * mutation's outcome unknown for nothing.
 */
export function openStripeClient(connection: StripeConnection, keepAlive: boolean): Stripe {
  const url = connection.apiUrl === undefined ? null : new URL(connection.apiUrl);
  const insecure = url?.protocol === "http:";
  const agent = insecure ? new http.Agent({ keepAlive }) : new https.Agent({ keepAlive });
  return new Stripe(connection.apiKey, {
    apiVersion: STRIPE_API_VERSION,
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: connection.timeoutMs,
    httpClient: sendOnce(Stripe.createNodeHttpClient(agent)),
    ...(url === null
      ? {}
      : {
          host: url.hostname,
          port: url.port || (insecure ? "80" : "443"),
          protocol: insecure ? "http" : "https",
        }),
  });
}

/** A request whose connection broke: Stripe may or may not have executed it. */
class ConnectionBroken extends Error {
  override readonly name = "ConnectionBroken";
}

/**
 * The package re-sends once on a closed connection even when retries are off; then "refused" would only tell of the second
 * attempt. Hiding the code from it keeps one call one request, so that the error speaks about all that was sent.
 */
function sendOnce(client: Stripe.HttpClient): Stripe.HttpClient {
  return {
    getClientName: () => client.getClientName(),
    makeRequest: (...request) =>
      client.makeRequest(...request).catch((error: unknown) => {
        const closed =
          error instanceof Error &&
          "code" in error &&
          (error.code === "ECONNRESET" || error.code === "EPIPE");
        throw closed ? new ConnectionBroken(error.message, { cause: error }) : error;
      }),
  };
}
