"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { dayOf, startOfDay } from "#components/payments/zoned-day.ts";
import { useNowMs, useTimeZone } from "#components/ui/clock.tsx";
import {
  CARD_REGIONS,
  FEE_DIMENSIONS,
  type FeeDimension,
  MAX_FEE_SPAN_DAYS,
} from "#core/contracts/fees.ts";

const parsers = {
  by: parseAsStringLiteral(FEE_DIMENSIONS).withDefault("method"),
  from: parseAsString.withDefault(""),
  to: parseAsString.withDefault(""),
  day: parseAsString,
  method: parseAsString,
  region: parseAsStringLiteral(CARD_REGIONS),
  currency: parseAsString,
  page: pageTrailParser,
};

const DAY_MS = 86_400_000;
/** What is shown until somebody chooses: thirty days, today included. */
const DEFAULT_DAYS = 29;
const NONE = { day: null, method: null, region: null, currency: null, page: null };

/** The span of fees, how they are grouped, and the group whose charges are listed; kept in the address. */
export function useFeeFilters() {
  const timeZone = useTimeZone();
  const today = dayOf(useNowMs(), timeZone);
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const toDay = values.to === "" ? today : values.to;
  const defaultFrom = dayOf(Date.parse(`${toDay}T12:00:00Z`) - DEFAULT_DAYS * DAY_MS, "UTC");
  const fromDay = values.from === "" ? defaultFrom : values.from;
  const from = startOfDay(fromDay, timeZone);
  const to = startOfDay(toDay, timeZone, 1);
  const isSpan =
    from !== null &&
    to !== null &&
    from < to &&
    to.getTime() - from.getTime() <= MAX_FEE_SPAN_DAYS * DAY_MS;
  const { by, day, method, region, currency } = values;
  const picked = { day, method, region, currency };
  return {
    by,
    fromDay,
    toDay,
    trail: pageTrail(values.page, (page) => void setValues({ page })),
    /** Null where the days are no span that can be summed. */
    span: isSpan ? { from, to } : null,
    /** The span of the listed charges: one day where a day was picked. */
    daySpan: day === null ? null : daySpan(day, timeZone),
    picked,
    groupBy: (next: FeeDimension) => void setValues({ by: next }),
    between: (range: { from: string; to: string }) => void setValues({ ...range, ...NONE }),
    pick: (dimension: FeeDimension, key: string) =>
      void setValues({ ...NONE, [dimension]: picked[dimension] === key ? null : key }),
    clearPick: () => void setValues(NONE),
  };
}

function daySpan(day: string, timeZone: string) {
  const from = startOfDay(day, timeZone);
  const to = startOfDay(day, timeZone, 1);
  return from === null || to === null ? null : { from, to };
}

export type FeeFilters = ReturnType<typeof useFeeFilters>;
