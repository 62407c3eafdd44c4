"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { LedgerTabs } from "#components/ledger/ledger-tabs.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { BackfillStatus } from "#core/contracts/backfill.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BackfillLists } from "./backfill-lists.tsx";
import { BackfillProgress } from "./backfill-progress.tsx";
import { BackfillProof } from "./backfill-proof.tsx";
import { isOpen } from "./backfill-words.ts";
import { StartBackfill } from "./start-backfill.tsx";

/** Only a run's changes of state are announced; while it runs its figures are asked for. */
const PROGRESS_POLL_MS = 1_000;
const BODY_GRID = "grid items-start gap-3 lg:grid-cols-2";

/** The account's history: how much of it is in, and the proof that it is whole. */
export function BackfillPage() {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.backfill.status.queryOptions(),
    refetchInterval: ({ state }) => (isOpen(state.data?.run ?? null) ? PROGRESS_POLL_MS : false),
  });
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={query.data ? <StartBackfill busy={isOpen(query.data.run)} /> : null}
        description="The account's history from its first day, and the proof that it is whole"
        title="Backfill"
      />
      <LedgerTabs />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <Body status={query.data} /> : query.error ? null : <Waiting />}
    </>
  );
}

function Body({ status }: { status: BackfillStatus }) {
  const { run, lists, proof } = status;
  if (run === null) {
    return (
      <EmptyFirstUse title="The history has not been asked for yet">
        The worker begins with it as soon as it runs.
      </EmptyFirstUse>
    );
  }
  return (
    <div className={BODY_GRID}>
      <div className="grid gap-3">
        <BackfillProgress run={run} status={status} />
        {proof === null ? null : <BackfillProof proof={proof} />}
      </div>
      <BackfillLists lists={lists} />
    </div>
  );
}

function Waiting() {
  return (
    <div className={BODY_GRID}>
      <Panel title="The newest run">
        <SkeletonLines lines={6} />
      </Panel>
      <Panel title="List by list">
        <SkeletonLines lines={7} />
      </Panel>
    </div>
  );
}
