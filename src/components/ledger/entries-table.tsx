"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import type { EntryDto } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ENTRY_COLUMNS } from "./entry-columns.tsx";

/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

const hrefOf = (row: EntryDto) => `/ledger/journals/${row.journalId}`;

/** The entries of one account in the order they were posted, last first, with the balance that each left. */
export function EntriesTable({ accountId }: { accountId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [{ page }, setValues] = useQueryStates({ page: pageTrailParser }, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const list = useQuery({
    ...trpc.ledger.entries.queryOptions({
      accountId,
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  if (list.error) {
    return <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  }
  return (
    <div className="rounded-md border bg-card">
      <DataTable
        caption="Entries"
        columns={ENTRY_COLUMNS}
        empty={
          <EmptyFirstUse title="No entry yet">
            The first journal that touches this account appears here.
          </EmptyFirstUse>
        }
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
        rowLabel={(row) => `entry ${row.id}, ${row.description}`}
        rows={rows}
        skeletonRows={PAGE_ROWS}
      />
    </div>
  );
}
