"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { paymentStates } from "#core/contracts/payments.ts";
import { startOfDay } from "./zoned-day.ts";

export const RISK_LEVELS = ["normal", "elevated", "highest"] as const;

const parsers = {
  query: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(paymentStates)).withDefault([]),
  method: parseAsArrayOf(parseAsString).withDefault([]),
  risk: parseAsArrayOf(parseAsStringLiteral(RISK_LEVELS)).withDefault([]),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  page: pageTrailParser,
};

/** The list's filters and page, kept in the address, and what to send for them. */
export function usePaymentFilters() {
  const timeZone = useTimeZone();
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  type Change = Partial<Omit<typeof values, "page">>;
  const { query, state, method, risk } = values;
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  const from = startOfDay(values.from, timeZone);
  const to = startOfDay(values.to, timeZone, 1);
  return {
    values,
    /** Changing a filter starts again at the first page. */
    change: (next: Change) => void setValues({ ...next, page: null }),
    clear: () => void setValues(null),
    trail,
    input: {
      ...(query === "" ? {} : { query }),
      ...(state.length === 0 ? {} : { state }),
      ...(method.length === 0 ? {} : { methodType: method }),
      ...(risk.length === 0 ? {} : { riskLevel: risk }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    },
  };
}

export type PaymentFilters = ReturnType<typeof usePaymentFilters>;
