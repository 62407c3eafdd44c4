import { answerOf, isSdkRoute } from "./route-inventory.ts";
import { isJsonObject, schemaNameOf } from "./schema-compiler.ts";
import { validateErrorBody, validateStripeObject, wrongFields } from "./validate.ts";

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

const errorShape = { code: "string", message: "string" };
const v2Page = {
  data: "array",
  next_page_url: "string or null",
  previous_page_url: "string or null",
};

/** What V2 answers beside whole objects: pages without `object`, an id after a deletion, errors with a code only. */
function validateV2({ method, path, status, body }: AnsweredRequest): string[] {
  if (!isJsonObject(body)) return ["body: must be an object"];
  if (status > 299) {
    const { error } = body as { error?: unknown };
    if (!isJsonObject(error)) return ["body.error: is missing"];
    // A URL that is no route is refused before the version of the API plays a part.
    if (validateErrorBody(body).length === 0) return [];
    return wrongFields(
      { code: error["code"], message: error["message"] },
      errorShape,
      "body.error",
    );
  }
  if (method === "DELETE") return wrongFields({ id: body["id"] }, { id: "string" }, "body");
  if (answerOf(method, path)?.page !== "v2_list") return validateStripeObject(body);
  const items: unknown = body["data"];
  const inside = Array.isArray(items) ? items.flatMap((item) => validateStripeObject(item)) : [];
  return [...wrongFields(body, v2Page, "body"), ...inside];
}

function wrongKind({ method, path, body }: AnsweredRequest): string[] {
  const answer = answerOf(method, path);
  if (answer === undefined) return [];
  if (answer.page === null) return misfits([body], answer.objects, "body");
  const isPage =
    isJsonObject(body) && (answer.page === "v2_list" || body["object"] === answer.page);
  if (!isPage) {
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
  const violations = path.startsWith("/v2/")
    ? validateV2(answered)
    : failed
      ? validateErrorBody(body)
      : validateStripeObject(body);
  if (!failed) violations.push(...wrongKind(answered));
  if (!failed && !isSdkRoute(method, path)) violations.push("the SDK has no such route");
  return violations.map((violation) => `${prefix}: ${violation}`);
}
