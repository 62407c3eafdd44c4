import type { Stripe } from "stripe";
import type { RequestParams } from "../protocol/request-params.ts";

/** Reads `address[line1]` and its siblings; null where an empty value unsets it, undefined where nothing was sent. */
export function readAddress(
  params: RequestParams,
  path: string,
): Stripe.Address | null | undefined {
  if (!params.has(path)) return undefined;
  if (params.unsets(path)) return null;
  return readAddressParts(params, path);
}

function readAddressParts(params: RequestParams, path: string): Stripe.Address {
  const part = (name: string): string | null => params.nullableString(`${path}.${name}`) ?? null;
  return {
    city: part("city"),
    country: part("country"),
    line1: part("line1"),
    line2: part("line2"),
    postal_code: part("postal_code"),
    state: part("state"),
  };
}
