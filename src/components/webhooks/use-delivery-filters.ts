"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { deliveryResults, eventStatuses } from "#core/contracts/webhooks.ts";
import { RESULT_WORDS, STATUS_WORDS } from "./delivery-words.ts";

const parsers = {
  query: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(eventStatuses)).withDefault([]),
  result: parseAsArrayOf(parseAsStringLiteral(deliveryResults)).withDefault([]),
  page: pageTrailParser,
};

/** The log's filters and page, kept in the address, what to send for them, and how they read. */
export function useDeliveryFilters() {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { query, status, result } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  return {
    values,
    trail,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    input: {
      ...(query === "" ? {} : { query }),
      ...(status.length === 0 ? {} : { status }),
      ...(result.length === 0 ? {} : { result }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...status.map((one) => `State: ${STATUS_WORDS[one].word}`),
      ...result.map((one) => `Answer: ${RESULT_WORDS[one].word}`),
    ],
  };
}

export type DeliveryFilters = ReturnType<typeof useDeliveryFilters>;
