"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";
import { ExportButton } from "#components/exports/export-button.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { RunDto } from "#core/contracts/reconciliation.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ProofCards } from "./proof-cards.tsx";
import { ReconciliationTabs } from "./reconciliation-tabs.tsx";
import { RUN_COLUMNS } from "./run-columns.tsx";
import { RunNow } from "./run-now.tsx";
import { ChosenRunPanel, RunUnderWay, StandingsPanel } from "./run-panel.tsx";
import { levelsText } from "./run-words.ts";

const parsers = { run: parseAsString, page: pageTrailParser };
const PAGE_ROWS = 25;

/** An event tells that a run has ended; this is for the one whose event was lost. */
const UNDER_WAY_POLL_MS = 5_000;

const isUnderWay = ({ state }: RunDto) => state === "wanted" || state === "running";

/** What was compared, level by level, and what came of it. */
export function RunsPage() {
  const trpc = useTRPC();
  const newest = useQuery({
    ...trpc.reconciliation.runs.list.queryOptions({ limit: PAGE_ROWS }),
    refetchInterval: ({ state }) => (state.data?.rows.some(isUnderWay) ? UNDER_WAY_POLL_MS : false),
  });
  const runs = newest.data?.rows;
  usePageFreshness(newest.data ? newest.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={
          <>
            <ExportButton kind="reconciliations" />
            <RunNow />
          </>
        }
        description="The books compared with Stripe and with the bank"
        title="Reconciliation"
      />
      <ReconciliationTabs />
      <div className="grid gap-3">
        <ProofCards />
        {newest.error ? (
          <ApiErrorPanel error={newest.error} onRetry={() => void newest.refetch()} />
        ) : null}
        {runs ? <RunUnderWay runs={runs} /> : null}
        {runs ? <TopPanel runs={runs} /> : newest.error ? null : <LevelsSkeleton />}
        <RunsList />
      </div>
    </>
  );
}

function LevelsSkeleton() {
  return (
    <Panel title="Where each level stands">
      <SkeletonLines lines={16} />
    </Panel>
  );
}

/** The run that was chosen from the list, else how each level stands. */
function TopPanel({ runs }: { runs: readonly RunDto[] }) {
  const trpc = useTRPC();
  const [{ run: runId }] = useQueryStates(parsers);
  const chosen = useQuery({
    ...trpc.reconciliation.runs.get.queryOptions({ runId: runId ?? "" }),
    enabled: runId !== null,
  });
  if (runId === null) return <StandingsPanel runs={runs} />;
  if (chosen.error) {
    return <ApiErrorPanel error={chosen.error} onRetry={() => void chosen.refetch()} />;
  }
  return chosen.data ? <ChosenRunPanel run={chosen.data} /> : <LevelsSkeleton />;
}

function RunsList() {
  const trpc = useTRPC();
  const [{ run: runId, page }, setValues] = useQueryStates(parsers, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const list = useQuery({
    ...trpc.reconciliation.runs.list.queryOptions({
      limit: PAGE_ROWS,
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  if (list.error && !list.data) return null;
  return (
    <Panel flush title="Runs">
      <DataTable
        caption="Runs"
        columns={RUN_COLUMNS}
        empty={
          <EmptyFirstUse title="Nothing has been compared yet">
            The first run starts by schedule, or when somebody asks for it.
          </EmptyFirstUse>
        }
        footer={
          <KeysetPager
            busy={list.isPlaceholderData}
            onNext={nextCursor === null ? undefined : () => trail.next(nextCursor)}
            onPrevious={trail.previous}
            summary={rows ? `${rows.length} on page ${trail.pageNumber}` : "Loading"}
          />
        }
        isMainList
        onOpen={(row) => void setValues({ run: row.id })}
        openId={runId}
        refreshing={list.isPlaceholderData}
        rowHref={(row) => `/reconciliation?run=${row.id}`}
        rowId={(row) => row.id}
        rowLabel={(row) => `run of ${levelsText(row.levels)}`}
        rows={rows}
        skeletonRows={PAGE_ROWS}
      />
    </Panel>
  );
}
