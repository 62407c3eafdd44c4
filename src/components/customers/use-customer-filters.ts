"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { type CustomerFacet, customerFacets } from "#core/contracts/customers.ts";

/** How each narrowing reads. */
export const CUSTOMER_FACET_WORDS: Readonly<Record<CustomerFacet, string>> = {
  disputed: "Disputed a payment",
  delinquent: "Behind with an invoice",
  deleted: "Deleted at Stripe",
};

const parsers = {
  query: parseAsString.withDefault(""),
  only: parseAsArrayOf(parseAsStringLiteral(customerFacets)).withDefault([]),
  page: pageTrailParser,
};

/** The list's filters and page, kept in the address, what to send for them, and how they read. */
export function useCustomerFilters() {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { query, only } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  return {
    values,
    trail,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    input: {
      ...(query === "" ? {} : { query }),
      ...(only.length === 0 ? {} : { only }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...only.map((one) => CUSTOMER_FACET_WORDS[one]),
    ],
  };
}

export type CustomerFilters = ReturnType<typeof useCustomerFilters>;
