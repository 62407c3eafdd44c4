"use client";

import { useNowMs } from "#components/ui/clock.tsx";
import { Money } from "#components/ui/money.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CaseSummary } from "#core/contracts/reviews.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { KIND_WORDS, scoreText } from "./case-words.ts";
import { ScoreBar } from "./score-bar.tsx";

interface CaseListProps {
  /** Undefined while loading. */
  rows: readonly CaseSummary[] | undefined;
  selectedId: string | null;
  onSelect: (caseId: string) => void;
}

/** The cases in the order in which they should be looked at; the selected one is shown beside it. */
export function CaseList({ rows, selectedId, onSelect }: CaseListProps) {
  if (rows === undefined) {
    return (
      <div aria-busy="true" className="grid gap-2 p-3">
        {["one", "two", "three", "four", "five"].map((place) => (
          <Skeleton className="h-14" key={place} />
        ))}
      </div>
    );
  }
  return (
    <ul aria-label="Cases" className="grid">
      {rows.map((row) => (
        <li className="border-b last:border-b-0" key={row.id}>
          <button
            aria-current={row.id === selectedId ? "true" : undefined}
            className="grid w-full gap-0.5 px-3 py-2 text-left hover:bg-accent focus-visible:-outline-offset-2 lg:aria-[current=true]:bg-selected"
            onClick={() => onSelect(row.id)}
            type="button"
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate font-medium">
                {row.amount ? <AtRisk amount={row.amount} /> : KIND_WORDS[row.kind]}
              </span>
              <Score row={row} />
            </span>
            <span className="flex items-baseline justify-between gap-3 text-meta text-secondary-foreground">
              <span className="min-w-0 truncate">{row.title}</span>
              <span className="shrink-0">{row.mine ? "yours" : (row.claimedBy?.name ?? null)}</span>
            </span>
            <span className="flex justify-between text-meta text-muted-foreground">
              <span className="num">Case {row.number}</span>
              <Due at={row.dueAt} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function AtRisk({ amount }: { amount: MoneyDto }) {
  return (
    <>
      <Money {...amount} />{" "}
      <span className="font-normal text-meta text-muted-foreground">at risk</span>
    </>
  );
}

/** When it should have been looked at; what is late says so by its weight and colour. */
function Due({ at }: { at: Date }) {
  const isLate = at.getTime() < useNowMs();
  return (
    <span className={isLate ? "font-medium text-warn" : undefined}>
      {isLate ? "was due " : "due "}
      <Time at={at} />
    </span>
  );
}

/** The suspicion with its interval: a wide one says how little is known. */
function Score({ row }: { row: CaseSummary }) {
  const { scoreBp, lowBp, highBp } = row.suggestion;
  return (
    <span
      className="num inline-flex shrink-0 items-center gap-1.5 text-meta text-secondary-foreground"
      title={`Suspicion ${scoreText(scoreBp)}, between ${scoreText(lowBp)} and ${scoreText(highBp)}`}
    >
      <span className="sr-only">suspicion </span>
      {scoreText(scoreBp)}
      <ScoreBar {...row.suggestion} />
    </span>
  );
}
