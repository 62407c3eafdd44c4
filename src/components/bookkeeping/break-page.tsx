"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { BREAK_STATE_WORDS } from "#components/reconciliation/break-words.ts";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { RECONCILIATION_LEVELS } from "#core/break-types.ts";
import type { BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BreakActions } from "./break-actions.tsx";
import { BreakComparison } from "./break-comparison.tsx";
import { BreakEvidence } from "./break-evidence.tsx";
import { BreakFacts } from "./break-facts.tsx";
import { BreakHelpPanel } from "./break-help-panel.tsx";
import { BreakHistory } from "./break-history.tsx";

const GRID = "grid items-start gap-3 lg:grid-cols-[1fr_24rem]";

/** One break: both sides, what it means, what helps, what was done, and what can be. */
export function BreakPage({ breakId }: { breakId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reconciliation.breaks.get.queryOptions({ breakId }));
  const help = useQuery(trpc.bookkeeping.help.queryOptions({ breakId }));
  const session = useQuery(trpc.access.session.queryOptions());
  const { data, error } = query;
  usePageFreshness(data ? query.dataUpdatedAt : null);
  const failure = error ?? help.error;
  return (
    <>
      {data ? <Head detail={data} /> : <PageHeader description={"\u00a0"} title="Break" />}
      {data ? <BreakActions detail={data} help={help.data} userId={session.data?.userId} /> : null}
      {failure ? (
        <ApiErrorPanel
          error={failure}
          onRetry={() => void Promise.all([query.refetch(), help.refetch()])}
        />
      ) : null}
      {data ? <Body detail={data} help={help.data} /> : error ? null : <BreakSkeleton />}
    </>
  );
}

function Head({ detail }: { detail: BreakDetailDto }) {
  const { word, tone, glyph } = BREAK_STATE_WORDS[detail.state];
  return (
    <PageHeader
      aside={
        <Status tone={tone} {...(glyph ? { glyph } : {})}>
          {word}
        </Status>
      }
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <span>{`${detail.level} · ${RECONCILIATION_LEVELS[detail.level]}`}</span>
          <Id value={detail.objectId} />
        </span>
      }
      title={detail.label}
    />
  );
}

function Body({ detail, help }: { detail: BreakDetailDto; help: BreakHelp | undefined }) {
  return (
    <div className={GRID}>
      <div className="grid min-w-0 gap-3">
        <BreakComparison detail={detail} />
        <BreakHelpPanel detail={detail} help={help} />
        <BreakEvidence detail={detail} />
      </div>
      <div className="grid min-w-0 gap-3">
        <BreakFacts detail={detail} request={help?.request} />
        <BreakHistory steps={detail.steps} />
      </div>
    </div>
  );
}

function BreakSkeleton() {
  return (
    <div className={GRID}>
      <Panel title="Side by side">
        <SkeletonLines lines={8} />
      </Panel>
      <Panel title="Facts">
        <SkeletonLines lines={6} />
      </Panel>
    </div>
  );
}
