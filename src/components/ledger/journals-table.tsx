"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import type { JournalDto } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";
import { AccountSelect } from "./account-select.tsx";
import { journalColumns } from "./journal-columns.tsx";
import { JOURNAL_KINDS, journalKind } from "./journal-kind.ts";
import { type JournalFilters, useJournalFilters } from "./use-journal-filters.ts";

/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

const hrefOf = (row: JournalDto) => `/ledger/journals/${row.id}`;

function JournalsEmpty({ words, clear }: Pick<JournalFilters, "words" | "clear">) {
  if (words.length > 0) return <EmptyNoMatch filters={words} noun="journals" onClear={clear} />;
  return (
    <EmptyFirstUse title="No journals yet">
      Each balance transaction of Stripe's becomes one.
    </EmptyFirstUse>
  );
}

function JournalFilterBar({ values, change, clear }: JournalFilters) {
  return (
    <FilterBar
      aside={
        <>
          <AccountSelect onChange={(account) => change({ account })} value={values.account} />
          <DateRangeFilter from={values.from} onChange={change} to={values.to} />
        </>
      }
      facets={[
        {
          id: "kind",
          label: "Kind",
          options: JOURNAL_KINDS.map((value) => ({ value, label: journalKind(value) })),
          selected: values.kind,
          onChange: (chosen) =>
            change({ kind: JOURNAL_KINDS.filter((one) => chosen.includes(one)) }),
        },
      ]}
      onClear={clear}
      search={{
        value: values.query,
        placeholder: "Id, key, account code or amount, 42.00 EUR",
        onChange: (query) => change({ query }),
      }}
    />
  );
}

/** Journals, newest first, by what they are searched for. */
export function JournalsTable() {
  const trpc = useTRPC();
  const router = useRouter();
  const filters = useJournalFilters();
  const { trail, values } = filters;
  const list = useQuery({
    ...trpc.ledger.journals.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <>
      <JournalFilterBar {...filters} />
      {list.error ? (
        <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div className="rounded-md border bg-card">
          <DataTable
            caption="Journals"
            columns={journalColumns(values.account === "" ? null : values.account)}
            empty={<JournalsEmpty {...filters} />}
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
