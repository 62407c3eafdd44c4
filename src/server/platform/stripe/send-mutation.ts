import type Stripe from "stripe";
import { jitter } from "../clock/ids.ts";
import type { Expectation } from "./checked-answer.ts";
import { classifyFailure, failureEvidence } from "./classify-failure.ts";
import { type CallRecorder, loggedCall } from "./logged-call.ts";
import type { MutationOutcome } from "./outcome.ts";
import type { StoredMutation } from "./stripe-writer.ts";

const RATE_LIMITED_MS = 2_000;
const NOT_SENT_MS = 1_000;
const SPREAD = 0.5;

/**
 * Sends a stored mutation exactly once and says what is known of it; never throws. Back-off and the next attempt, with the
 * same key, are the executor's; `retryAfterMs` is jittered so that many waiting commands do not return together.
 */
export async function sendMutation<T extends object>(
  recorder: CallRecorder,
  target: { method: "POST" | "DELETE"; path: string; expected: Expectation },
  mutation: StoredMutation,
  send: (body: unknown, options: Stripe.RequestOptions) => Promise<Stripe.Response<T>>,
): Promise<MutationOutcome<T>> {
  const { commandId, idempotencyKey, apiVersion, objectId } = mutation;
  try {
    const body: unknown = JSON.parse(mutation.body);
    const subject = {
      method: target.method,
      path: target.path,
      objectId,
      commandId,
      idempotencyKey,
      apiVersion,
      request: body,
    } as const;
    const { object, evidence } = await loggedCall(recorder, subject, target.expected, () =>
      send(body, { idempotencyKey, apiVersion, maxNetworkRetries: 0 }),
    );
    return { kind: "accepted", object, evidence };
  } catch (error) {
    const failure = classifyFailure(error);
    const evidence = failureEvidence(error);
    if (failure.kind !== "not_executed") return { ...failure, evidence };
    const base = failure.why === "rate_limited" ? RATE_LIMITED_MS : NOT_SENT_MS;
    return { ...failure, retryAfterMs: Math.round(base * jitter(SPREAD)), evidence };
  }
}
