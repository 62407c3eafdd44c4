import type { ReactNode } from "react";
import type { RetryChance } from "#core/contracts/retries.ts";
import { basisText, chanceText } from "./chance-words.ts";

const percent = (share: number): string => `${share * 100}%`;

/** One time and its chance: words, interval drawn on a line from 0 to 100 %, and what it rests on. */
export function ChanceRow({ label, chance }: { label: ReactNode; chance: RetryChance }) {
  const { mean, low, high } = chance;
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>{label}</span>
        <span className="num font-medium">{chanceText(chance)}</span>
      </p>
      <div aria-hidden="true" className="relative h-2 rounded-full bg-muted">
        <span
          className="absolute inset-y-0 rounded-full bg-selected"
          style={{ left: percent(low), right: percent(1 - high) }}
        />
        <span
          className="absolute inset-y-0 w-0.5 rounded-full bg-primary"
          style={{ left: percent(mean) }}
        />
      </div>
      <p className="text-meta text-secondary-foreground">{basisText(chance)}</p>
    </div>
  );
}
