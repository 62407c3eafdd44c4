import { invalidParameter } from "../../protocol/api-error.ts";
import type { RequestParams } from "../../protocol/request-params.ts";

/** `amount` in minor units, at least 1; undefined when not sent. */
export function readPositive(params: RequestParams): number | undefined {
  const amount = params.integer("amount");
  if (amount === undefined || amount >= 1) return amount;
  throw invalidParameter("parameter_invalid_integer", "Invalid positive integer", "amount");
}
