import { PlainFailure } from "../process/plain-failure.ts";

/** A webhook endpoint as Stripe's API names it, with the secret that signs its deliveries. */
export type WebhookEndpoint = { id: string; url: string; secret: string };

/** `apiUrl`: where Stripe's API is played; `targetUrl`: the ingest listener; `known`: what an earlier start registered. */
export type Registration = {
  apiUrl: string;
  apiKey: string;
  targetUrl: string;
  known?: WebhookEndpoint | undefined;
};

/**
 * Makes sure that all events are delivered to the listener. Out: the endpoint with its secret.
 * Stripe shows a secret only when an endpoint is made, so a known one is kept and moved when the listener's port changed.
 */
export async function registerWebhookEndpoint(
  registration: Registration,
): Promise<WebhookEndpoint> {
  const { known, targetUrl } = registration;
  if (known === undefined) return create(registration);
  if (known.url === targetUrl) return known;
  await post(registration, `/v1/webhook_endpoints/${known.id}`, { url: targetUrl });
  return { ...known, url: targetUrl };
}

async function create(registration: Registration): Promise<WebhookEndpoint> {
  const made = await post(registration, "/v1/webhook_endpoints", {
    url: registration.targetUrl,
    "enabled_events[]": "*",
  });
  const { id, secret } = made;
  if (typeof id !== "string" || typeof secret !== "string") {
    throw new PlainFailure("The sandbox registered no webhook endpoint.");
  }
  return { id, secret, url: registration.targetUrl };
}

async function post(
  { apiUrl, apiKey }: Registration,
  path: string,
  fields: Record<string, string>,
): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(path, apiUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}` },
    body: new URLSearchParams(fields),
  });
  if (!answer.ok)
    throw new PlainFailure(`The sandbox refused the webhook endpoint: ${await answer.text()}`);
  return JSON.parse(await answer.text()) as Record<string, unknown>;
}
