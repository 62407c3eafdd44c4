"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTimeZone } from "#components/ui/clock.tsx";
import { paymentStates } from "#core/contracts/payments.ts";
import { startOfDay } from "./zoned-day.ts";

export const RISK_LEVELS = ["normal", "elevated", "highest"] as const;

/** Pages back that the address remembers; beyond, "previous" leads to the first page. */
const MAX_TRAIL = 20;

const parsers = {
  query: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(paymentStates)).withDefault([]),
  method: parseAsArrayOf(parseAsString).withDefault([]),
  risk: parseAsArrayOf(parseAsStringLiteral(RISK_LEVELS)).withDefault([]),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  /** Cursors of the pages gone through; the last one is the page that is shown. */
  page: parseAsArrayOf(parseAsString).withDefault([]),
};

/** The list's filters and page, kept in the address, and what to send for them. */
export function usePaymentFilters() {
  const timeZone = useTimeZone();
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  type Change = Partial<Omit<typeof values, "page">>;
  const { page, query, state, method, risk } = values;
  const from = startOfDay(values.from, timeZone);
  const to = startOfDay(values.to, timeZone, 1);
  const cursor = page.at(-1);
  return {
    values,
    /** Changing a filter starts again at the first page. */
    change: (next: Change) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    next: (cursorOfNext: string) =>
      void setValues({ page: [...page, cursorOfNext].slice(-MAX_TRAIL) }),
    previous: page.length === 0 ? undefined : () => void setValues({ page: page.slice(0, -1) }),
    pageNumber: page.length + 1,
    input: {
      ...(query === "" ? {} : { query }),
      ...(state.length === 0 ? {} : { state }),
      ...(method.length === 0 ? {} : { methodType: method }),
      ...(risk.length === 0 ? {} : { riskLevel: risk }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(cursor === undefined ? {} : { cursor }),
    },
  };
}

export type PaymentFilters = ReturnType<typeof usePaymentFilters>;
