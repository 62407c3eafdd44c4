"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ExportButton } from "#components/exports/export-button.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { useHeldBack } from "#components/operations/use-held-back.ts";
import { UndoButton } from "#components/overrides/undo-button.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import type { BulkDetail } from "#core/contracts/bulk.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BulkControls } from "./bulk-controls.tsx";
import { FactsPanel, LeftOutPanel, ProgressPanel } from "./bulk-facts.tsx";
import { BulkRows } from "./bulk-rows.tsx";
import { BulkStatus } from "./bulk-status.tsx";
import { rowsText, totalsText } from "./bulk-words.ts";

const GRID = "grid items-start gap-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]";

function Waiting() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-7 w-64" />} />
      <div className={GRID}>
        <Panel className="min-h-96" title="Rows">
          <SkeletonLines lines={12} />
        </Panel>
        <Panel title="Progress">
          <SkeletonLines lines={4} />
        </Panel>
      </div>
    </>
  );
}

/** Signing what was asked for, and taking one's own request back. */
function Deciding({ bulk: { id, command } }: { bulk: BulkDetail }) {
  return (
    <>
      {command.decide.allowed ? (
        <Button asChild variant="primary">
          <Link href={`/approvals?request=${id}`}>Decide…</Link>
        </Button>
      ) : null}
      <UndoButton command={command} />
    </>
  );
}

/** What a person must do for it to go on, where it waits for one. */
function Hint({ bulk }: { bulk: BulkDetail }) {
  const bulksHeld = useHeldBack("bulk", false);
  const heldBack = useHeldBack("refund") ?? bulksHeld;
  if (heldBack !== null && (bulk.state === "running" || bulk.state === "canary"))
    return <Banner tone="warn">{heldBack}</Banner>;
  if (bulk.counts.signing > 0)
    return (
      <Banner tone="warn">
        {rowsText(bulk.counts.signing)} need a signature of their own by now: the rules or who
        signed have changed. The bulk waits for them.
      </Banner>
    );
  if (bulk.counts.unclear > 0)
    return (
      <Banner tone="warn">
        Of {rowsText(bulk.counts.unclear)} Stripe’s answer is not known yet. We look for it there;
        nothing is sent twice.
      </Banner>
    );
  return null;
}

/** One bulk: how far it is, what became of each row, and holding it. */
export function BulkPage({ bulkId }: { bulkId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.bulk.get.queryOptions({ bulkId }));
  const { data: bulk, error } = query;
  usePageFreshness(bulk ? query.dataUpdatedAt : null);
  if (bulk === undefined) {
    if (error === null) return <Waiting />;
    return (
      <>
        <PageHeader title="Bulk refund" />
        <ApiErrorPanel error={error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        actions={
          <>
            {bulk.startedAt === null ? null : (
              <ExportButton
                kind="bulk-rows"
                shown={{ list: { of: "bulk-rows", bulkId }, words: ["Rows of this bulk"] }}
              />
            )}
            <Deciding bulk={bulk} />
            <BulkControls bulk={bulk} />
          </>
        }
        aside={<BulkStatus state={bulk.state} />}
        description={`${rowsText(bulk.rows, "refund")}, asked for by ${bulk.requester.name}`}
        title={totalsText(bulk.totals)}
      />
      <div className="grid gap-3">
        {error ? <ApiErrorPanel error={error} onRetry={() => void query.refetch()} /> : null}
        <Hint bulk={bulk} />
        <div className={GRID}>
          <BulkRows bulk={bulk} />
          <div className="grid min-w-0 gap-3 max-lg:contents">
            <ProgressPanel bulk={bulk} />
            <FactsPanel bulk={bulk} />
            <LeftOutPanel leftOut={bulk.leftOut} />
          </div>
        </div>
      </div>
    </>
  );
}
