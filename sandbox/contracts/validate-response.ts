import { answerOf, isSdkRoute } from "./route-inventory.ts";
import { isJsonObject, schemaNameOf } from "./schema-compiler.ts";
import { validateErrorBody, validateStripeObject } from "./validate.ts";

/** One answered request: the parsed JSON body with what was asked for. `path` may carry a query. */
export type AnsweredRequest = {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
};

function describe(value: unknown): string {
  const name = isJsonObject(value) ? schemaNameOf(value) : undefined;
  return name ?? "something else";
}

function misfits(values: readonly unknown[], allowed: readonly string[], place: string): string[] {
  return values
    .map((value, index) => ({ name: describe(value), at: place.replace("#", String(index)) }))
    .filter(({ name }) => !allowed.includes(name))
    .map(({ name, at }) => `${at}: the SDK expects ${allowed.join(" or ")} here, not ${name}`);
}

function wrongKind({ method, path, body }: AnsweredRequest): string[] {
  const answer = answerOf(method, path);
  if (answer === undefined) return [];
  if (answer.page === null) return misfits([body], answer.objects, "body");
  if (!isJsonObject(body) || body["object"] !== answer.page) {
    return [`body: the SDK expects a ${answer.page} here, not ${describe(body)}`];
  }
  const items: unknown = body["data"];
  return Array.isArray(items) ? misfits(items, answer.objects, "body.data[#]") : [];
}

/**
 * Checks one answer of the simulator as a whole: the route exists in the SDK, a success is valid and of the kind that
 * the SDK's method returns, and anything else carries Stripe's error envelope.
 * Returns one line for each violation, each starting with the request.
 */
export function validateResponse(answered: AnsweredRequest): string[] {
  const { method, path, status, body } = answered;
  const prefix = `${method} ${path} → ${status}`;
  const failed = status < 200 || status > 299;
  const violations = failed
    ? validateErrorBody(body)
    : [...validateStripeObject(body), ...wrongKind(answered)];
  if (!failed && !isSdkRoute(method, path)) violations.push("the SDK has no such route");
  return violations.map((violation) => `${prefix}: ${violation}`);
}
