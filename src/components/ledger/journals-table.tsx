"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { AccountSelect } from "./account-select.tsx";
import { journalColumns } from "./journal-columns.tsx";
import { JOURNAL_KINDS, journalKind } from "./journal-kind.ts";
import { type JournalFilters, useJournalFilters } from "./use-journal-filters.ts";

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
  const filters = useJournalFilters();
  const { trail, values } = filters;
  const list = useQuery({
    ...trpc.ledger.journals.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <>
      <JournalFilterBar {...filters} />
      <KeysetTable
        caption="Journals"
        columns={journalColumns(values.account === "" ? null : values.account)}
        empty={<JournalsEmpty {...filters} />}
        hrefOf={(row) => `/ledger/journals/${row.id}`}
        list={list}
        rowLabel={(row) => `journal ${row.key}`}
        trail={trail}
      />
    </>
  );
}
