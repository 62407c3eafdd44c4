import Stripe from "stripe";

export const TEST_WEBHOOK_SECRET = "whsec_test_3f0d2b";

/** What matters of an event in a test; the rest is as Stripe writes it. */
export interface TestEvent {
  readonly id: string;
  readonly type: string;
  /** Unix seconds. */
  readonly created: number;
  readonly object: Record<string, unknown>;
  readonly apiVersion?: string;
  readonly livemode?: boolean;
  readonly idempotencyKey?: string;
}

/** The bytes that Stripe would send for an event, spaced as nobody's serializer would space them again. */
export function eventBytes(event: TestEvent): Buffer {
  const body = {
    id: event.id,
    object: "event",
    api_version: event.apiVersion ?? Stripe.API_VERSION,
    created: event.created,
    data: { object: event.object },
    livemode: event.livemode ?? false,
    pending_webhooks: 1,
    request: { id: "req_test", idempotency_key: event.idempotencyKey ?? null },
    type: event.type,
  };
  return Buffer.from(JSON.stringify(body, null, 3));
}

/** A `Stripe-Signature` header made by Stripe's own package. `at`: the instant of signing. */
export function signatureOf(
  bytes: Uint8Array,
  at: Date,
  secret: string = TEST_WEBHOOK_SECRET,
): string {
  const stripe = new Stripe("sk_test_signing");
  return stripe.webhooks.generateTestHeaderString({
    payload: Buffer.from(bytes).toString("utf8"),
    secret,
    timestamp: Math.floor(at.getTime() / 1000),
  });
}
