"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useQueryState } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import type { StatementDto } from "#core/contracts/bank-statements.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ImportButton } from "./import-button.tsx";
import { STATEMENT_COLUMNS } from "./statement-columns.tsx";

const PAGE_ROWS = 25;

const hrefOf = (row: StatementDto) => `/reconciliation/bank?tab=lines&statement=${row.id}`;

/** Every imported statement, newest first; each leads to its lines. */
export function StatementsTab() {
  const trpc = useTRPC();
  const router = useRouter();
  const [page, setPage] = useQueryState("page", pageTrailParser.withOptions({ history: "push" }));
  const trail = pageTrail(page, (next) => void setPage(next));
  const list = useQuery({
    ...trpc.bankStatements.statements.queryOptions({
      limit: PAGE_ROWS,
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  if (list.error) {
    return <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  }
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <div className="rounded-md border bg-card">
      <DataTable
        caption="Bank statements"
        columns={STATEMENT_COLUMNS}
        empty={
          <EmptyFirstUse action={<ImportButton />} title="No statement yet">
            Import a file of your bank as camt.053, MT940, BAI2 or CSV. Payouts are then compared
            with what arrived.
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
        rowLabel={(row) => `statement ${row.reference} of ${row.fileName}`}
        rows={rows}
        skeletonRows={PAGE_ROWS}
      />
    </div>
  );
}
