"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { StatCardSkeleton } from "#components/ui/stat-card.tsx";
import { kpiIds, kpiRanges, type Overview } from "#core/contracts/kpis.ts";
import { useTRPC } from "#trpc/client.tsx";
import { AttentionStrip } from "./attention-strip.tsx";
import { KpiStatCard } from "./kpi-stat-card.tsx";
import { KPI_WORDS } from "./kpi-words.ts";
import { OverviewCharts } from "./overview-charts.tsx";

type Range = (typeof kpiRanges)[number];

const RANGE_WORDS = {
  "24h": { label: "24 hours", against: "the 24 hours before" },
  "7d": { label: "7 days", against: "the 7 days before" },
  "30d": { label: "30 days", against: "the 30 days before" },
} as const satisfies Record<Range, { label: string; against: string }>;

const rangeParser = parseAsStringLiteral(kpiRanges).withDefault("7d");

/** Whether the business is healthy, and what waits for this person. */
export function OverviewPage() {
  const trpc = useTRPC();
  const [range, setRange] = useQueryState("range", rangeParser);
  const query = useQuery({
    ...trpc.kpis.overview.queryOptions({ range }),
    placeholderData: keepPreviousData,
  });
  const overview = query.data;
  usePageFreshness(overview?.freshness.asOf ?? null);
  return (
    <>
      <PageHeader
        actions={
          <SegmentedControl
            choices={kpiRanges.map((value) => ({ value, label: RANGE_WORDS[value].label }))}
            label="Range"
            onChange={(value) => void setRange(value)}
            value={range}
          />
        }
        description={
          overview
            ? `In ${overview.currency.toUpperCase()}, compared with ${RANGE_WORDS[range].against}`
            : "\u00a0"
        }
        title="Overview"
      />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {overview ? (
        <OverviewBody overview={overview} range={range} />
      ) : query.error ? null : (
        <OverviewSkeleton />
      )}
    </>
  );
}

function OverviewBody({ overview, range }: { overview: Overview; range: Range }) {
  return (
    <div className="grid gap-3">
      {overview.freshness.state === "importing" ? (
        <Banner tone="info">
          The account's history is being imported; figures grow until it has finished.
        </Banner>
      ) : null}
      {overview.freshness.state === "stale" ? (
        <Banner tone="warn">
          Nothing has arrived from Stripe for some minutes. What is shown may be old.
        </Banner>
      ) : null}
      <AttentionStrip overview={overview} />
      {overview.cards.length > 0 ? (
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-6">
          {overview.cards.map((card) => (
            <KpiStatCard against={RANGE_WORDS[range].against} card={card} key={card.id} />
          ))}
        </div>
      ) : null}
      <OwnDay overview={overview} />
      {overview.cards.length > 0 ? <OverviewCharts overview={overview} /> : null}
    </div>
  );
}

/** What the person did in the last 24 hours; for support these are the only figures. */
function OwnDay({ overview }: { overview: Overview }) {
  const { own } = overview;
  if (overview.cards.length > 0 && own.refundsToday === 0 && own.casesDecided === 0) return null;
  return (
    <Panel title="Your last 24 hours">
      <DefinitionList
        items={[
          { term: "Refunds asked for", value: String(own.refundsToday) },
          { term: "Sum of them", value: <Money {...own.refundedBase} /> },
          { term: "Cases decided", value: String(own.casesDecided) },
        ]}
      />
    </Panel>
  );
}

function OverviewSkeleton() {
  return (
    <div
      aria-busy="true"
      className="grid grid-cols-1 gap-3 pt-11 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-6"
    >
      {kpiIds.map((id) => (
        <StatCardSkeleton key={id} label={KPI_WORDS[id].label} />
      ))}
    </div>
  );
}
