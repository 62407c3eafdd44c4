"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PayoutBankPanel } from "./payout-bank-panel.tsx";
import { PayoutFactsPanel } from "./payout-facts-panel.tsx";
import { PayoutFailurePanel } from "./payout-failure-panel.tsx";
import { PayoutJournalsPanel } from "./payout-journals-panel.tsx";
import { PayoutLines } from "./payout-lines.tsx";
import { PayoutStatus } from "./payout-status.tsx";
import { PayoutTimelinePanel } from "./payout-timeline-panel.tsx";
import { PayoutTotalsPanel } from "./payout-totals-panel.tsx";

/** One payout: what it consists of, where the bank booked it, and what became of it. */
export function PayoutPage({ payoutId }: { payoutId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.payouts.get.queryOptions({ payoutId }));
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  if (query.error && !query.data) {
    return (
      <>
        <PageHeader title="Payout" />
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  return query.data ? <PayoutBody detail={query.data} /> : <PayoutSkeleton />;
}

function PayoutBody({ detail }: { detail: PayoutDetailDto }) {
  const { payout } = detail;
  return (
    <>
      <PageHeader
        aside={
          <>
            <Money {...payout.amount} className="text-section" />
            <PayoutStatus status={payout.status} />
          </>
        }
        description={
          <>
            {payout.status === "paid" ? "Arrived" : "Arrives"}{" "}
            <Time as="date" at={payout.arrivalAt} />
          </>
        }
        title="Payout"
      />
      <div className="grid items-start gap-3 lg:grid-cols-[1fr_minmax(20rem,26rem)] lg:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-3">
          {detail.failure ? <PayoutFailurePanel failure={detail.failure} /> : null}
          <PayoutTotalsPanel detail={detail} />
        </div>
        <div className="grid min-w-0 gap-3 lg:row-span-2">
          <PayoutBankPanel detail={detail} />
          <PayoutFactsPanel detail={detail} />
          <PayoutTimelinePanel detail={detail} />
          <PayoutJournalsPanel payoutId={payout.id} />
        </div>
        <PayoutLines detail={detail} />
      </div>
    </>
  );
}

function PayoutSkeleton() {
  return (
    <>
      <PageHeader description={"\u00a0"} title="Payout" />
      <div className="grid items-start gap-3 lg:grid-cols-[1fr_minmax(20rem,26rem)]">
        <Panel title="What it consists of">
          <SkeletonLines lines={12} />
        </Panel>
        <Panel title="At the bank">
          <SkeletonLines lines={6} />
        </Panel>
      </div>
    </>
  );
}
