import { METHOD_TYPES } from "./method-text.ts";
import { PAYMENT_STATE_WORDS } from "./payment-state-words.ts";
import type { PaymentFilters } from "./use-payment-filters.ts";

/** The active filters in words, for the list that says why nothing matches. */
export function filterWords(values: PaymentFilters["values"]): readonly string[] {
  return [
    ...(values.query === "" ? [] : [`Search: ${values.query}`]),
    ...values.state.map((state) => `State: ${PAYMENT_STATE_WORDS[state].word}`),
    ...values.method.map((type) => `Method: ${METHOD_TYPES[type] ?? type}`),
    ...values.risk.map((level) => `Risk: ${level}`),
    ...(values.from === "" ? [] : [`From ${values.from}`]),
    ...(values.to === "" ? [] : [`To ${values.to}`]),
  ];
}
