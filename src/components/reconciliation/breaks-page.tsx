"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ExportButton } from "#components/exports/export-button.tsx";
import { withoutPage } from "#components/exports/export-draft.ts";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { BREAK_COLUMNS } from "./break-columns.tsx";
import { breakFacets } from "./break-facets.ts";
import { BreaksEmpty } from "./breaks-empty.tsx";
import { ReconciliationTabs } from "./reconciliation-tabs.tsx";
import { useBreakFilters } from "./use-break-filters.ts";

/** What the books and the outside disagree on, most severe first. */
export function BreaksPage() {
  const trpc = useTRPC();
  const session = useQuery(trpc.access.session.queryOptions());
  const filters = useBreakFilters(session.data?.userId);
  const list = useQuery({
    ...trpc.reconciliation.breaks.list.queryOptions(filters.input),
    enabled: filters.isReady,
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={
          <ExportButton
            kind="breaks"
            shown={{ list: { of: "breaks", ...withoutPage(filters.input) }, words: filters.words }}
          />
        }
        description="Where the books and the outside disagree, most severe first; a break closes when a run no longer finds it"
        title="Reconciliation"
      />
      <ReconciliationTabs />
      <FilterBar facets={breakFacets(filters)} onClear={filters.clear} />
      <KeysetTable
        caption="Breaks"
        columns={BREAK_COLUMNS}
        empty={<BreaksEmpty onClear={filters.clear} words={filters.words} />}
        hrefOf={(row) => `/reconciliation/breaks/${row.id}`}
        list={list}
        rowLabel={(row) => `${row.label} ${row.objectId}`}
        trail={filters.trail}
      />
    </>
  );
}
