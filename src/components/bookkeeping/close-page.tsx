"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { ReconciliationTabs } from "#components/reconciliation/reconciliation-tabs.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PeriodDetail, PeriodSummary } from "#core/contracts/bookkeeping.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PeriodActions } from "./period-actions.tsx";
import { PeriodBalances } from "./period-balances.tsx";
import { PeriodChecklistPanel } from "./period-checklist-panel.tsx";
import { PeriodFacts } from "./period-facts.tsx";
import { PeriodList } from "./period-list.tsx";
import { monthName, PERIOD_STATE_WORDS } from "./period-words.ts";

/** The months of the books: what must hold before each is signed, who signed it, and what was signed. */
export function ClosePage() {
  const trpc = useTRPC();
  const list = useQuery(trpc.bookkeeping.periods.queryOptions());
  const [wanted, setWanted] = useQueryState("month", parseAsString);
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        description="A month is locked, checked and signed by two; from then on it never changes"
        title="Reconciliation"
      />
      <ReconciliationTabs />
      {list.error ? <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data ? (
        <Months
          onSelect={(month) => void setWanted(month)}
          periods={list.data.periods}
          wanted={wanted}
        />
      ) : list.error ? null : (
        <CloseSkeleton />
      )}
    </>
  );
}

const GRID = "grid items-start gap-3 lg:grid-cols-[16rem_1fr]";

interface MonthsProps {
  periods: readonly PeriodSummary[];
  wanted: string | null;
  onSelect: (month: string) => void;
}

/** The month of the address, else the one that is closed next. */
function Months({ periods, wanted, onSelect }: MonthsProps) {
  const selected = wanted ?? (periods.find(({ isNext }) => isNext) ?? periods[0])?.month;
  if (selected === undefined) {
    return (
      <EmptyFirstUse title="No month to close yet">
        The months appear with the first journals of the books.
      </EmptyFirstUse>
    );
  }
  return (
    <div className={GRID}>
      <PeriodList onSelect={onSelect} periods={periods} selected={selected} />
      <SelectedMonth month={selected} />
    </div>
  );
}

function SelectedMonth({ month }: { month: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.bookkeeping.period.queryOptions({ month }));
  return (
    <div className="grid min-w-0 gap-3">
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <Month period={query.data} /> : query.error ? null : <MonthSkeleton />}
    </div>
  );
}

function Month({ period }: { period: PeriodDetail }) {
  const { word, tone, glyph } = PERIOD_STATE_WORDS[period.state];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="inline-flex items-center gap-3 text-section">
          {monthName(period.month)}
          <Status tone={tone} {...(glyph ? { glyph } : {})}>
            {word}
          </Status>
        </h2>
        <PeriodActions period={period} />
      </div>
      <div className="grid items-start gap-3 xl:grid-cols-[1fr_24rem]">
        <PeriodChecklistPanel period={period} />
        <PeriodFacts period={period} />
      </div>
      <PeriodBalances period={period} />
    </>
  );
}

function MonthSkeleton() {
  return (
    <Panel title="Checklist">
      <SkeletonLines lines={10} />
    </Panel>
  );
}

function CloseSkeleton() {
  return (
    <div className={GRID}>
      <Panel title="Months">
        <SkeletonLines lines={3} />
      </Panel>
      <MonthSkeleton />
    </div>
  );
}
