"use client";

import { dayOf } from "#components/payments/zoned-day.ts";
import { useNowMs, useTimeZone } from "#components/ui/clock.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { AsOfBasis } from "#core/contracts/ledger.ts";
import { monthBefore } from "./as-of.ts";
import type { useAsOf } from "./use-as-of.ts";

const CHOICES = [
  { value: "now", label: "Now" },
  { value: "event", label: "Stripe's time" },
  { value: "known", label: "Our time" },
  { value: "accounting", label: "Month end" },
] as const;

const MEANINGS: Readonly<Record<AsOfBasis, string>> = {
  event: "What had happened at Stripe by the end of this day, whenever we posted it.",
  known: "What we had posted by the end of this day, as the screens showed it then.",
  accounting: "What counts for this month and those before it. A closed month never changes.",
};

/** Chooses the instant that the trial balance is read as of: now, a day by Stripe's or by our time, or the end of a month. */
export function AsOfPicker({ basis, on, choose }: ReturnType<typeof useAsOf>) {
  const nowMs = useNowMs();
  const timeZone = useTimeZone();
  const today = dayOf(nowMs, timeZone);
  const isMonth = basis === "accounting";
  const pick = (next: (typeof CHOICES)[number]["value"]) => {
    if (next === "now") choose(null);
    else if (next === "accounting") choose({ basis: next, on: monthBefore(nowMs) });
    else choose({ basis: next, on: isMonth || on === "" ? today : on });
  };
  return (
    <div className="mb-2 flex min-h-8 flex-wrap items-center gap-2" data-print="hide">
      <SegmentedControl
        choices={CHOICES}
        label="Books as of"
        onChange={pick}
        value={basis ?? "now"}
      />
      {basis === null ? null : (
        <>
          <Input
            aria-label={isMonth ? "Month" : "Day"}
            className="w-auto"
            max={isMonth ? today.slice(0, 7) : today}
            onChange={(event) => choose({ basis, on: event.target.value })}
            type={isMonth ? "month" : "date"}
            value={on}
          />
          <p className="text-meta text-secondary-foreground">
            {MEANINGS[basis]} {isMonth ? "Months are those of UTC." : `Days in ${timeZone}.`}
          </p>
        </>
      )}
    </div>
  );
}
