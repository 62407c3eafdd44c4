"use client";

import { CalendarDays } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { useNowMs, useTimeZone } from "#components/ui/clock.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { dayOf } from "./zoned-day.ts";

const DAY_MS = 86_400_000;
const PRESETS = [
  { label: "Today", days: 0 },
  { label: "Last 7 days", days: 6 },
  { label: "Last 30 days", days: 29 },
];

interface DateRangeFilterProps {
  /** First and last day ("2026-11-20"), both included; empty means open. */
  from: string;
  to: string;
  onChange: (range: { from: string; to: string }) => void;
}

function rangeText(from: string, to: string): string {
  if (from === "" && to === "") return "Date";
  if (from === to) return from;
  if (to === "") return `From ${from}`;
  return from === "" ? `To ${to}` : `${from} – ${to}`;
}

/** Days from which and to which payments are shown, in the zone of all times. */
export function DateRangeFilter({ from, to, onChange }: DateRangeFilterProps) {
  const timeZone = useTimeZone();
  const nowMs = useNowMs();
  const today = dayOf(nowMs, timeZone);
  const isActive = from !== "" || to !== "";
  return (
    <Popover
      label="Date"
      trigger={
        <Button className={cn("font-normal", isActive && "border-primary bg-selected")} size="sm">
          {isActive ? null : <CalendarDays aria-hidden="true" className="text-muted-foreground" />}
          <span className={isActive ? "num font-medium" : undefined}>{rangeText(from, to)}</span>
        </Button>
      }
    >
      <div className="grid gap-3">
        <div className="flex gap-1">
          {PRESETS.map(({ label, days }) => (
            <Button
              key={label}
              onClick={() => onChange({ from: dayOf(nowMs - days * DAY_MS, timeZone), to: today })}
              size="sm"
            >
              {label}
            </Button>
          ))}
        </div>
        <div className="grid grid-cols-2 gap-2">
          <Field label="From">
            {(control) => (
              <Input
                {...control}
                max={to === "" ? today : to}
                onChange={(event) => onChange({ from: event.target.value, to })}
                type="date"
                value={from}
              />
            )}
          </Field>
          <Field label="To">
            {(control) => (
              <Input
                {...control}
                min={from}
                onChange={(event) => onChange({ from, to: event.target.value })}
                type="date"
                value={to}
              />
            )}
          </Field>
        </div>
        <p className="text-meta text-muted-foreground">Days in {timeZone}, both included.</p>
      </div>
    </Popover>
  );
}
