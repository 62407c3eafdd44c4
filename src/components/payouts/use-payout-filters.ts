"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { BANK_STATES, PAYOUT_STATUSES } from "#core/contracts/payouts.ts";
import { BANK_WORDS, PAYOUT_STATUS_WORDS } from "./payout-words.ts";

const parsers = {
  query: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(PAYOUT_STATUSES)).withDefault([]),
  bank: parseAsArrayOf(parseAsStringLiteral(BANK_STATES)).withDefault([]),
  page: pageTrailParser,
};

/** The list's filters and page, kept in the address, what to send for them, and how they read. */
export function usePayoutFilters() {
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const { query, status, bank } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  return {
    values,
    trail,
    change: (next: Partial<Omit<typeof values, "page">>) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    input: {
      ...(query === "" ? {} : { query }),
      ...(status.length === 0 ? {} : { status }),
      ...(bank.length === 0 ? {} : { bank }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
    words: [
      ...(query === "" ? [] : [`Search: ${query}`]),
      ...status.map((one) => `State: ${PAYOUT_STATUS_WORDS[one].word}`),
      ...bank.map((one) => `Bank: ${BANK_WORDS[one].word}`),
    ],
  };
}

export type PayoutFilters = ReturnType<typeof usePayoutFilters>;
