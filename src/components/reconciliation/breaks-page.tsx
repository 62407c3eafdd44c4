"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ExportButton } from "#components/exports/export-button.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { BreakDto } from "#core/contracts/reconciliation.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BREAK_COLUMNS } from "./break-columns.tsx";
import { breakFacets } from "./break-facets.ts";
import { BreaksEmpty } from "./breaks-empty.tsx";
import { ReconciliationTabs } from "./reconciliation-tabs.tsx";
import { useBreakFilters } from "./use-break-filters.ts";

/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

const hrefOf = (row: BreakDto) => `/reconciliation/breaks/${row.id}`;

/** What the books and the outside disagree on, most severe first. */
export function BreaksPage() {
  const trpc = useTRPC();
  const router = useRouter();
  const session = useQuery(trpc.access.session.queryOptions());
  const filters = useBreakFilters(session.data?.userId);
  const { trail } = filters;
  const list = useQuery({
    ...trpc.reconciliation.breaks.list.queryOptions(filters.input),
    enabled: filters.isReady,
    placeholderData: keepPreviousData,
  });
  const { data, error } = list;
  usePageFreshness(data ? list.dataUpdatedAt : null);
  const rows = data?.rows;
  const nextCursor = data?.nextCursor ?? null;
  return (
    <>
      <PageHeader
        actions={<ExportButton kind="breaks" />}
        description="Where the books and the outside disagree, most severe first; a break closes when a run no longer finds it"
        title="Reconciliation"
      />
      <ReconciliationTabs />
      <FilterBar facets={breakFacets(filters)} onClear={filters.clear} />
      {error ? <ApiErrorPanel error={error} onRetry={() => void list.refetch()} /> : null}
      {error && !data ? null : (
        <div className="rounded-md border bg-card">
          <DataTable
            caption="Breaks"
            columns={BREAK_COLUMNS}
            empty={<BreaksEmpty onClear={filters.clear} words={filters.words} />}
            footer={
              <KeysetPager
                busy={list.isPlaceholderData}
                onNext={nextCursor === null ? undefined : () => trail.next(nextCursor)}
                onPrevious={trail.previous}
                summary={rows ? `${rows.length} on page ${trail.pageNumber}` : "Loading"}
              />
            }
            isMainList
            onOpen={(row) => router.push(hrefOf(row))}
            refreshing={list.isPlaceholderData}
            rowHref={hrefOf}
            rowId={(row) => row.id}
            rowLabel={(row) => `${row.label} ${row.objectId}`}
            rows={rows}
            skeletonRows={PAGE_ROWS}
          />
        </div>
      )}
    </>
  );
}
