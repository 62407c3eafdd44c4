"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import type { JournalDto } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";
import { journalColumns } from "./journal-columns.tsx";

const parsers = { query: parseAsString.withDefault(""), page: pageTrailParser };
/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

const hrefOf = (row: JournalDto) => `/ledger/journals/${row.id}`;

/** The list with its search and page, both kept in the address. */
function useJournals(accountId: string | null) {
  const trpc = useTRPC();
  const [{ query, page }, setValues] = useQueryStates(parsers, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const input = {
    ...(query === "" ? {} : { query }),
    ...(accountId === null ? {} : { accountId }),
    ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
  };
  const list = useQuery({
    ...trpc.ledger.journals.queryOptions(input),
    placeholderData: keepPreviousData,
  });
  const search = (next: string) => void setValues({ query: next, page: null });
  return { query, list, trail, search, clear: () => void setValues(null) };
}

function JournalsEmpty({ query, onClear }: { query: string; onClear: () => void }) {
  if (query !== "") {
    return <EmptyNoMatch filters={[`Search: ${query}`]} noun="journals" onClear={onClear} />;
  }
  return (
    <EmptyFirstUse title="No journals yet">
      Each balance transaction of Stripe's becomes one.
    </EmptyFirstUse>
  );
}

/** Journals, newest first: all of them, or those that touched one account. */
export function JournalsTable({ accountId }: { accountId: string | null }) {
  const router = useRouter();
  const { query, list, trail, search, clear } = useJournals(accountId);
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <>
      <FilterBar
        facets={[]}
        onClear={clear}
        search={{
          value: query,
          placeholder: "Journal key, transaction or object id",
          onChange: search,
        }}
      />
      {list.error ? (
        <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div className="rounded-md border bg-card">
          <DataTable
            caption="Journals"
            columns={journalColumns(accountId)}
            empty={<JournalsEmpty onClear={clear} query={query} />}
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
            rowLabel={(row) => `journal ${row.key}`}
            rows={rows}
            skeletonRows={PAGE_ROWS}
          />
        </div>
      )}
    </>
  );
}
