"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { NotesPanel } from "#components/notes/notes-panel.tsx";
import { CommandsPanel } from "#components/overrides/commands-panel.tsx";
import { TimelinePanel } from "#components/payments/timeline-panel.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import type { DisputeDetail } from "#core/contracts/disputes.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DisputeFactsPanel } from "./dispute-facts-panel.tsx";
import { DisputeHeader } from "./dispute-header.tsx";
import { DisputeMoneyPanel } from "./dispute-money-panel.tsx";
import { EarlierOrdersPanel } from "./earlier-orders-panel.tsx";
import { StagedEvidencePanel } from "./staged-evidence-panel.tsx";

const columns = "grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]";

function DisputeTimeline({ disputeId }: { disputeId: string }) {
  const trpc = useTRPC();
  const timeline = useQuery(trpc.disputes.timeline.queryOptions({ disputeId }));
  return <TimelinePanel label="Timeline of the dispute" timeline={timeline} />;
}

function DisputePanels({ detail }: { detail: DisputeDetail }) {
  const { dispute } = detail;
  return (
    <div className={columns}>
      <div className="grid gap-4">
        <DisputeFactsPanel detail={detail} />
        <StagedEvidencePanel dispute={dispute} />
      </div>
      <div className="grid gap-4">
        <DisputeMoneyPanel detail={detail} />
        <CommandsPanel targetId={dispute.id} />
        <EarlierOrdersPanel detail={detail} />
        <NotesPanel subject={{ type: "dispute", id: dispute.id }} />
        <DisputeTimeline disputeId={dispute.id} />
      </div>
    </div>
  );
}

function DisputePageSkeleton({ disputeId }: { disputeId: string }) {
  return (
    <>
      <PageHeader
        description={<Id full value={disputeId} />}
        title={<Skeleton className="h-7 w-40" />}
      />
      <div className={columns}>
        <Panel className="min-h-72" title="Facts">
          <SkeletonLines lines={8} />
        </Panel>
        <Panel className="min-h-24" title="Money so far">
          <SkeletonLines lines={2} />
        </Panel>
      </div>
    </>
  );
}

/** One dispute: what is claimed, until when to answer, what it cost, what speaks for us, and what is staged. */
export function DisputePage({ disputeId }: { disputeId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.disputes.get.queryOptions({ disputeId }));
  usePageFreshness(data?.freshness.asOf ?? null);
  if (data === undefined) {
    if (error === null) return <DisputePageSkeleton disputeId={disputeId} />;
    return (
      <>
        <PageHeader title="Dispute" />
        <ApiErrorPanel error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <DisputeHeader dispute={data.dispute} />
      {error ? (
        <div className="pb-4">
          <Banner tone="warn">
            This page could not be brought up to date; it shows older facts.
          </Banner>
        </div>
      ) : null}
      <DisputePanels detail={data} />
    </>
  );
}
