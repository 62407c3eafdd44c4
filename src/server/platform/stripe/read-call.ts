import type Stripe from "stripe";
import type { Expectation } from "./checked-answer.ts";
import { type CallRecorder, loggedCall } from "./logged-call.ts";
import { type RetryPlan, readWithRetries } from "./read-with-retries.ts";
import { STRIPE_API_VERSION } from "./stripe-client.ts";
import type { StripePage } from "./stripe-objects.ts";

/** How every read is made: checked, logged and repeated within bounds. */
export interface ReadCall {
  readonly one: <T extends object>(
    path: string,
    expected: Expectation,
    send: () => Promise<Stripe.Response<T>>,
  ) => Promise<T>;
  readonly page: <T>(
    path: string,
    send: () => Promise<Stripe.Response<Stripe.ApiList<T>>>,
  ) => Promise<StripePage<T>>;
}

/** Every read keeps the pace of `plan`, and is repeated by it. */
export function createReadCall(recorder: CallRecorder, plan: RetryPlan): ReadCall {
  const one: ReadCall["one"] = async (path, expected, send) => {
    const subject = {
      method: "GET",
      path,
      objectId: expected.id ?? null,
      commandId: null,
      idempotencyKey: null,
      apiVersion: STRIPE_API_VERSION,
      request: null,
    } as const;
    const { object } = await readWithRetries(plan, () =>
      loggedCall(recorder, subject, expected, send),
    );
    return object;
  };
  const page: ReadCall["page"] = async (path, send) => {
    const { data, has_more } = await one(path, { object: "list" }, send);
    return { items: data, hasMore: has_more };
  };
  return { one, page };
}
