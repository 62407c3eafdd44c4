"use client";

import { useRouter } from "next/navigation";
import { DataTable, type DataTableProps } from "#components/ui/data-table.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import type { ApiError } from "#trpc/client.tsx";
import { ApiErrorPanel } from "./api-error.tsx";
import type { PageTrail } from "./page-trail.ts";

/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

/** What the table needs of the query of its page. */
interface PageQuery<Row> {
  readonly data: { readonly rows: readonly Row[]; readonly nextCursor: string | null } | undefined;
  readonly error: ApiError | null;
  /** The page before is shown while the next one comes. */
  readonly isPlaceholderData: boolean;
  readonly refetch: () => Promise<unknown>;
}

interface KeysetTableProps<Row>
  extends Pick<
    DataTableProps<Row>,
    "caption" | "columns" | "empty" | "onOpen" | "openId" | "rowLabel" | "selection"
  > {
  list: PageQuery<Row>;
  trail: PageTrail;
  /** Where a row leads; in its place `onOpen`, for rows that open beside the list. */
  hrefOf?: (row: Row) => string;
  /** The rows to show where they are not just those of the query: of a list that holds still. */
  rows?: readonly Row[] | undefined;
  skeletonRows?: number;
}

/**
 * The main list of a page, read by key: rows, the way back and on, and its error in its own place. What was shown before
 * an error stays.
 */
export function KeysetTable<Row extends { readonly id: string }>(props: KeysetTableProps<Row>) {
  const { list, trail, hrefOf, rows = list.data?.rows, skeletonRows = PAGE_ROWS, ...table } = props;
  const router = useRouter();
  const { error, isPlaceholderData } = list;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <>
      {error ? <ApiErrorPanel error={error} onRetry={() => void list.refetch()} /> : null}
      {error && rows === undefined ? null : (
        <div className="rounded-md border bg-card">
          <DataTable<Row>
            {...(hrefOf ? { rowHref: hrefOf, onOpen: (row) => router.push(hrefOf(row)) } : {})}
            {...table}
            footer={
              <KeysetPager
                busy={isPlaceholderData}
                onNext={nextCursor === null ? undefined : () => trail.next(nextCursor)}
                onPrevious={trail.previous}
                summary={rows ? `${rows.length} on page ${trail.pageNumber}` : "Loading"}
              />
            }
            isMainList
            refreshing={isPlaceholderData}
            rowId={(row) => row.id}
            rows={rows}
            skeletonRows={skeletonRows}
          />
        </div>
      )}
    </>
  );
}
