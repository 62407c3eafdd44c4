"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { disputeReasons, disputeTabs, dueSpans } from "#core/contracts/disputes.ts";
import { DUE_WORDS, REASON_WORDS } from "./dispute-words.ts";

const sorts = ["due", "newest"] as const;

const parsers = {
  tab: parseAsStringLiteral(disputeTabs).withDefault("needs_response"),
  query: parseAsString.withDefault(""),
  reason: parseAsArrayOf(parseAsStringLiteral(disputeReasons)).withDefault([]),
  due: parseAsStringLiteral(dueSpans),
  sort: parseAsStringLiteral(sorts),
  page: pageTrailParser,
};

/** The list's tab, filters, order and page, kept in the address, what to send for them, and how they read. */
export function useDisputeFilters() {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { tab, query, reason, due } = values;
  // What waits is read by its due time, the rest by when it was opened, unless somebody chose.
  const sort = values.sort ?? (tab === "needs_response" ? "due" : "newest");
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  return {
    values,
    sort,
    trail,
    choose: (next: typeof tab) => void setValues({ tab: next, sort: null, page: null }),
    sortBy: (next: typeof sort) => void setValues({ sort: next, page: null }),
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues({ query: null, reason: null, due: null, page: null }),
    input: {
      tab,
      sort,
      ...(query === "" ? {} : { query }),
      ...(reason.length === 0 ? {} : { reason }),
      ...(due === null ? {} : { due }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...reason.map((one) => `Reason: ${REASON_WORDS[one].title}`),
      ...(due === null ? [] : [`Due: ${DUE_WORDS[due]}`]),
    ],
  };
}

export type DisputeFilters = ReturnType<typeof useDisputeFilters>;
