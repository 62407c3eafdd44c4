"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { MAX_FEE_SPAN_DAYS } from "#core/contracts/fees.ts";
import { useTRPC } from "#trpc/client.tsx";
import { FeeChargesPanel } from "./fee-charges-panel.tsx";
import { FeeGroupsPanel } from "./fee-groups-panel.tsx";
import { FeeOthersPanel, FeePeriodsPanel } from "./fee-others-panel.tsx";
import { LedgerTabs } from "./ledger-tabs.tsx";
import { type FeeFilters, useFeeFilters } from "./use-fee-filters.ts";

/** What was paid in fees, object by object although Stripe bills parts of it by the month. */
export function FeesPage() {
  const filters = useFeeFilters();
  const { span, fromDay, toDay, between } = filters;
  return (
    <>
      <PageHeader
        description="What each charge cost, and what Stripe took for whole months"
        title="Ledger"
      />
      <LedgerTabs />
      <div className="mb-2 flex min-h-10 items-center" data-print="hide">
        <DateRangeFilter from={fromDay} onChange={between} to={toDay} />
      </div>
      {span === null ? (
        <Banner tone="info">
          Choose a first day before the last, at most {MAX_FEE_SPAN_DAYS} days apart.
        </Banner>
      ) : (
        <FeesBody filters={filters} span={span} />
      )}
    </>
  );
}

const GRID = "grid items-start gap-3 xl:grid-cols-[1fr_26rem]";

function FeesBody({ span, filters }: { span: { from: Date; to: Date }; filters: FeeFilters }) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.ledger.fees.summary.queryOptions({ ...span, by: filters.by }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  if (query.error) {
    return <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <FeesSkeleton />;
  const { groups, others, periods } = query.data;
  if (groups.length === 0 && periods.length === 0 && others.length === 0) {
    return (
      <EmptyFirstUse title="Nothing was charged in these days">
        Choose other days; every charge of theirs stands here with its fee.
      </EmptyFirstUse>
    );
  }
  return (
    <div className="grid gap-3">
      <div className={GRID}>
        <FeeGroupsPanel filters={filters} groups={groups} />
        <div className="grid gap-3">
          <FeePeriodsPanel periods={periods} />
          <FeeOthersPanel others={others} />
        </div>
      </div>
      <FeeChargesPanel filters={filters} span={span} />
    </div>
  );
}

function FeesSkeleton() {
  return (
    <div className={GRID}>
      <Panel title="What charges cost">
        <SkeletonLines lines={10} />
      </Panel>
      <Panel title="For a period, on no object">
        <SkeletonLines lines={4} />
      </Panel>
    </div>
  );
}
