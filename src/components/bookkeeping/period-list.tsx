"use client";

import { cn } from "#components/ui/class-names.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PeriodSummary } from "#core/contracts/bookkeeping.ts";
import { monthName, PERIOD_STATE_WORDS } from "./period-words.ts";

interface PeriodListProps {
  periods: readonly PeriodSummary[];
  selected: string;
  onSelect: (month: string) => void;
}

/** The months of the books, newest first, each with its state. */
export function PeriodList({ periods, selected, onSelect }: PeriodListProps) {
  return (
    <Panel flush title="Months">
      <ul aria-label="Months">
        {periods.map(({ month, state, isNext }) => {
          const { word, tone, glyph } = PERIOD_STATE_WORDS[state];
          return (
            <li className="border-t first:border-t-0" key={month}>
              <button
                aria-current={month === selected ? "true" : undefined}
                className={cn(
                  "flex min-h-10 w-full items-center justify-between gap-2 px-3 text-left hover:bg-muted",
                  month === selected && "bg-accent font-medium",
                )}
                onClick={() => onSelect(month)}
                type="button"
              >
                <span>
                  {monthName(month)}
                  {isNext ? (
                    <span className="font-normal text-meta text-muted-foreground"> · next</span>
                  ) : null}
                </span>
                <Status tone={tone} {...(glyph ? { glyph } : {})}>
                  {word}
                </Status>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
