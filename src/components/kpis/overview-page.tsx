"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { cn } from "#components/ui/class-names.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { StatCardSkeleton } from "#components/ui/stat-card.tsx";
import { kpiIds, kpiRanges, type Overview } from "#core/contracts/kpis.ts";
import { useTRPC } from "#trpc/client.tsx";
import { AttentionStrip } from "./attention-strip.tsx";
import { KpiStatCard } from "./kpi-stat-card.tsx";
import { KPI_WORDS } from "./kpi-words.ts";
import { OverviewCharts } from "./overview-charts.tsx";
import { OwnDay } from "./own-day.tsx";
import { StartPage, StartPageSkeleton } from "./start-page.tsx";

type Range = (typeof kpiRanges)[number];

const RANGE_WORDS = {
  "24h": { label: "24 hours", against: "the 24 hours before" },
  "7d": { label: "7 days", against: "the 7 days before" },
  "30d": { label: "30 days", against: "the 30 days before" },
} as const satisfies Record<Range, { label: string; against: string }>;

const CARD_GRID = "grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-6";

const rangeParser = parseAsStringLiteral(kpiRanges).withDefault("7d");

interface OverviewPageProps {
  /** Whether the person reads the shop's figures, or only their own. */
  seesShop: boolean;
}

/** Whether the business is healthy, and what waits for this person. */
export function OverviewPage({ seesShop }: OverviewPageProps) {
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
      {seesShop ? (
        <ShopHeader currency={overview?.currency} onRange={setRange} range={range} />
      ) : (
        <PageHeader description="What waits for you, and where to begin" title="Overview" />
      )}
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {overview ? (
        <OverviewBody overview={overview} range={range} seesShop={seesShop} />
      ) : query.error ? null : (
        <OverviewSkeleton seesShop={seesShop} />
      )}
    </>
  );
}

interface ShopHeaderProps {
  range: Range;
  currency: string | undefined;
  onRange: (range: Range) => Promise<unknown>;
}

function ShopHeader({ range, currency, onRange }: ShopHeaderProps) {
  const against = `compared with ${RANGE_WORDS[range].against}`;
  return (
    <PageHeader
      actions={
        <SegmentedControl
          choices={kpiRanges.map((value) => ({ value, label: RANGE_WORDS[value].label }))}
          label="Range"
          onChange={(value) => void onRange(value)}
          value={range}
        />
      }
      description={currency ? `In ${currency.toUpperCase()}, ${against}` : "\u00a0"}
      title="Overview"
    />
  );
}

interface BodyProps extends OverviewPageProps {
  overview: Overview;
  range: Range;
}

function OverviewBody({ overview, range, seesShop }: BodyProps) {
  return (
    <div className="grid gap-3">
      {overview.freshness.state === "stale" ? (
        <Banner tone="warn">
          Nothing has arrived from Stripe for some minutes. What is shown may be old.
        </Banner>
      ) : null}
      {seesShop ? (
        <ShopFigures overview={overview} range={range} />
      ) : (
        <StartPage overview={overview} />
      )}
    </div>
  );
}

function ShopFigures({ overview, range }: { overview: Overview; range: Range }) {
  const { own, cards } = overview;
  return (
    <>
      <AttentionStrip overview={overview} />
      <div className={CARD_GRID}>
        {cards.map((card) => (
          <KpiStatCard
            against={RANGE_WORDS[range].against}
            card={card}
            key={card.id}
            overview={overview}
          />
        ))}
      </div>
      {own.refundsToday > 0 || own.casesDecided > 0 ? <OwnDay own={own} /> : null}
      <OverviewCharts overview={overview} />
    </>
  );
}

function OverviewSkeleton({ seesShop }: OverviewPageProps) {
  if (!seesShop) return <StartPageSkeleton />;
  return (
    <div aria-busy="true" className={cn(CARD_GRID, "pt-11")}>
      {kpiIds.map((id) => (
        <StatCardSkeleton key={id} label={KPI_WORDS[id].label} />
      ))}
    </div>
  );
}
