import type Stripe from "stripe";
import type { CallEvidence } from "./outcome.ts";

/** An answer that is not what was asked for: the package resolves any JSON without an `error`, whatever its status. */
export class MalformedAnswer extends Error {
  override readonly name = "MalformedAnswer";
  readonly httpStatus: number;
  readonly requestId: string | null;

  constructor(message: string, httpStatus: number, requestId: string | null) {
    super(message);
    this.httpStatus = httpStatus;
    this.requestId = requestId;
  }
}

/** What an answer must be: the value of its `object` field and, for one object, its id (`null`: any that is not empty). */
export interface Expectation {
  readonly object: string;
  /** Undefined for what has no id (a list, the balance). */
  readonly id?: string | null;
}

/** Returns the answer if its status is 200 and it is what was asked for. Throws {@link MalformedAnswer} otherwise. */
export function checkedAnswer<T extends object>(
  answer: Stripe.Response<T>,
  expected: Expectation,
): T {
  const { httpStatus, requestId } = answerEvidence(answer);
  const status = httpStatus ?? 0;
  if (status !== 200)
    throw new MalformedAnswer(`status ${status} without an error`, status, requestId);
  if (field(answer, "object") !== expected.object) {
    throw new MalformedAnswer(
      `expected ${expected.object}, got ${JSON.stringify(field(answer, "object"))}`,
      status,
      requestId,
    );
  }
  if (expected.id !== undefined && !hasId(answer, expected.id)) {
    throw new MalformedAnswer(`an ${expected.object} with another id`, status, requestId);
  }
  if (expected.object === "list" && !Array.isArray(field(answer, "data"))) {
    throw new MalformedAnswer("a list without data", status, requestId);
  }
  return answer;
}

/** Status and request id of a resolved answer. */
export function answerEvidence(answer: Stripe.Response<object>): CallEvidence {
  const { statusCode, requestId } = answer.lastResponse;
  return { httpStatus: statusCode, requestId: requestId ?? null, errorType: null, errorCode: null };
}

function hasId(answer: object, id: string | null): boolean {
  const actual = field(answer, "id");
  return typeof actual === "string" && actual !== "" && (id === null || actual === id);
}

function field(value: object, name: string): unknown {
  return Reflect.get(value, name);
}
