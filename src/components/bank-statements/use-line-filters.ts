"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { LINE_STATES } from "#core/contracts/bank-statements.ts";
import { LINE_STATE_WORDS } from "./bank-words.ts";

const parsers = {
  query: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(LINE_STATES)).withDefault([]),
  statement: parseAsString,
  line: parseAsString,
  page: pageTrailParser,
};

/** The filters, the page and the open line of the list, kept in the address, and how they read. */
export function useLineFilters() {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { query, state, statement } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  return {
    values,
    trail,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    open: (line: string | null) => void setValues({ line }),
    clear: () => void setValues(null),
    input: {
      ...(query === "" ? {} : { query }),
      ...(state.length === 0 ? {} : { state }),
      ...(statement === null ? {} : { statementId: statement }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...state.map((one) => `State: ${LINE_STATE_WORDS[one]}`),
      ...(statement === null ? [] : ["One statement"]),
    ],
  };
}
