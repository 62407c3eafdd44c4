"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { startOfDay } from "#components/payments/zoned-day.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { JOURNAL_KINDS, journalKind } from "./journal-kind.ts";

const parsers = {
  query: parseAsString.withDefault(""),
  kind: parseAsArrayOf(parseAsStringLiteral(JOURNAL_KINDS)).withDefault([]),
  account: parseAsString.withDefault(""),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  page: pageTrailParser,
};

/** The list's filters and page, kept in the address, what to send for them, and how they read. */
export function useJournalFilters() {
  const timeZone = useTimeZone();
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { query, kind, account } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  const from = startOfDay(values.from, timeZone);
  const to = startOfDay(values.to, timeZone, 1);
  return {
    values,
    trail,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    input: {
      ...(query === "" ? {} : { query }),
      ...(kind.length === 0 ? {} : { kind }),
      ...(account === "" ? {} : { accountId: account }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...kind.map((one) => `Kind: ${journalKind(one)}`),
      ...(account === "" ? [] : ["One account"]),
      ...(values.from === "" ? [] : [`From ${values.from}`]),
      ...(values.to === "" ? [] : [`To ${values.to}`]),
    ],
  };
}

export type JournalFilters = ReturnType<typeof useJournalFilters>;
