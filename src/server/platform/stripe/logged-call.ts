import type Stripe from "stripe";
import { type Clock, monotonicMs } from "../clock/clock.ts";
import { answerEvidence, checkedAnswer, type Expectation } from "./checked-answer.ts";
import { classifyFailure, failureBody, failureEvidence } from "./classify-failure.ts";
import type { CallEvidence } from "./outcome.ts";
import type { StripeCallEntry, StripeCallLog } from "./stripe-call-log.ts";

/** What is sent, as the log shows it. */
export type CallSubject = Pick<
  StripeCallEntry,
  "method" | "path" | "objectId" | "commandId" | "idempotencyKey" | "apiVersion" | "request"
>;

export interface CallRecorder {
  readonly log: StripeCallLog;
  readonly clock: Clock;
}

/**
 * Sends one request, checks its answer and logs it, whatever became of it. Returns the checked object with its evidence;
 * throws what the package or the check threw.
 */
export async function loggedCall<T extends object>(
  recorder: CallRecorder,
  subject: CallSubject,
  expected: Expectation,
  send: () => Promise<Stripe.Response<T>>,
): Promise<{ object: T; evidence: CallEvidence }> {
  const startedAt = recorder.clock.realNow();
  const started = monotonicMs();
  const write = (rest: Pick<StripeCallEntry, "outcome" | "evidence" | "response">) =>
    recorder.log.write({ ...subject, ...rest, startedAt, latencyMs: monotonicMs() - started });
  try {
    const answer = await send();
    const object = checkedAnswer(answer, expected);
    const evidence = answerEvidence(answer);
    await write({ outcome: "accepted", evidence, response: object });
    return { object, evidence };
  } catch (error) {
    await write({
      outcome: classifyFailure(error).kind,
      evidence: failureEvidence(error),
      response: failureBody(error),
    });
    throw error;
  }
}
