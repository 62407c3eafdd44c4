import type { Stripe } from "stripe";

const SHOWN = 10;

/** The list inside an object with one more row: as at Stripe it shows the newest ten. */
export function withNewest<T>(list: Stripe.ApiList<T>, added: T): Stripe.ApiList<T> {
  return {
    ...list,
    data: [added, ...list.data].slice(0, SHOWN),
    has_more: list.has_more || list.data.length >= SHOWN,
  };
}
