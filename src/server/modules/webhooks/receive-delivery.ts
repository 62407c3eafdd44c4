import { createHash } from "node:crypto";
import { verifyWebhook, type WebhookVerdict } from "#server/platform/stripe/verify-webhook.ts";
import type { InboxItem } from "./inbox-item.ts";
import type { Intake } from "./intake.ts";
import { takeIn } from "./take-in.ts";

/** One HTTP attempt: the exact bytes of its body, or how many there were when they were too many to read. */
export interface IncomingDelivery {
  readonly body: Uint8Array | { readonly tooBig: number };
  /** The `Stripe-Signature` header. */
  readonly signature: string | null;
  readonly remoteIp: string | null;
  /** When its first byte arrived, by the process's monotonic clock in milliseconds. */
  readonly startedMs: number;
}

export interface DeliveryAnswer {
  readonly httpStatus: 200 | 400 | 413 | 503;
  readonly body: string;
}

const ANSWERS = {
  200: { httpStatus: 200, body: '{"received":true}' },
  400: { httpStatus: 400, body: '{"error":"signature"}' },
  413: { httpStatus: 413, body: '{"error":"too_big"}' },
  503: { httpStatus: 503, body: '{"error":"unavailable"}' },
} as const satisfies Record<DeliveryAnswer["httpStatus"], DeliveryAnswer>;

/**
 * Takes in one webhook delivery. 200 only after the exact bytes and the delivery's row are committed; 400 or 413 with a row
 * that holds nothing of the body; 503 when the database does not answer in time, so that Stripe sends it again.
 */
export async function receiveDelivery(
  intake: Intake,
  incoming: IncomingDelivery,
): Promise<DeliveryAnswer> {
  const item = judge(intake, incoming);
  const answer = ANSWERS[statusOf(item)];
  try {
    await intake.store(item);
    return answer;
  } catch (error) {
    intake.log.error({ err: error, result: item.result }, "webhook delivery not stored");
    // What is refused is refused whether or not its row could be written; what is accepted must be stored.
    return answer.httpStatus === 200 ? ANSWERS[503] : answer;
  }
}

function statusOf(item: InboxItem): 200 | 400 | 413 {
  if (item.event !== null) return 200;
  return item.result === "too_big" ? 413 : 400;
}

function judge(intake: Intake, incoming: IncomingDelivery): InboxItem {
  const from = { remoteIp: incoming.remoteIp, startedMs: incoming.startedMs };
  const { body } = incoming;
  if (!(body instanceof Uint8Array)) {
    return {
      ...from,
      ...NOT_SIGNED,
      result: "too_big",
      httpStatus: 413,
      bodyBytes: body.tooBig,
      bodyHash: null,
      event: null,
    };
  }
  const facts = {
    ...from,
    bodyBytes: body.byteLength,
    bodyHash: createHash("sha256").update(body).digest("hex"),
  };
  const verdict = verifyWebhook(body, incoming.signature, intake.secrets, intake.clock.realNow());
  if (verdict.kind !== "valid")
    return {
      ...facts,
      ...signatureOf(verdict),
      result: verdict.kind,
      httpStatus: 400,
      event: null,
    };
  return {
    ...facts,
    ...signatureOf(verdict),
    httpStatus: 200,
    ...takeIn(intake, body, facts.bodyHash),
  };
}

const NOT_SIGNED = { signedAt: null, secretKeyId: null };

function signatureOf(verdict: WebhookVerdict): {
  signedAt: Date | null;
  secretKeyId: string | null;
} {
  return verdict.kind === "bad_signature"
    ? NOT_SIGNED
    : { signedAt: verdict.signedAt, secretKeyId: verdict.secretKeyId };
}
