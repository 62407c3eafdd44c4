"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { LINE_STATES } from "#core/contracts/bank-statements.ts";
import { useTRPC } from "#trpc/client.tsx";
import { LINE_STATE_WORDS } from "./bank-words.ts";
import { LINE_COLUMNS } from "./line-columns.tsx";
import { useLineFilters } from "./use-line-filters.ts";

const LineSheet = dynamic(() => import("./line-sheet.tsx").then((module) => module.LineSheet), {
  ssr: false,
});

/** Every line the bank booked, newest value day first. */
export function LinesTab() {
  const trpc = useTRPC();
  const filters = useLineFilters();
  const { values, trail } = filters;
  const list = useQuery({
    ...trpc.bankStatements.lines.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <>
      <LineFilterBar filters={filters} />
      <KeysetTable
        caption="Bank lines"
        columns={LINE_COLUMNS}
        empty={<LinesEmpty filters={filters} />}
        list={list}
        onOpen={(row) => filters.open(row.id)}
        openId={values.line}
        rowLabel={(row) => `bank line of ${row.valueOn}, ${row.description}`}
        trail={trail}
      />
      {values.line === null ? null : (
        <LineSheet lineId={values.line} onClose={() => filters.open(null)} />
      )}
    </>
  );
}

type Filters = ReturnType<typeof useLineFilters>;

function LineFilterBar({ filters }: { filters: Filters }) {
  const { values, change, clear } = filters;
  return (
    <FilterBar
      aside={
        values.statement === null ? null : (
          <Button onClick={() => change({ statement: null })} size="sm">
            One statement: show all
          </Button>
        )
      }
      facets={[
        {
          id: "state",
          label: "State",
          options: LINE_STATES.map((value) => ({ value, label: LINE_STATE_WORDS[value] })),
          selected: values.state,
          onChange: (chosen) =>
            change({ state: LINE_STATES.filter((one) => chosen.includes(one)) }),
        },
      ]}
      onClear={clear}
      search={{
        value: values.query,
        placeholder: "Description, reference, trace id or payout",
        onChange: (query) => change({ query }),
      }}
    />
  );
}

function LinesEmpty({ filters }: { filters: Filters }) {
  if (filters.words.length > 0) {
    return <EmptyNoMatch filters={filters.words} noun="bank lines" onClear={filters.clear} />;
  }
  return (
    <EmptyFirstUse title="No bank line yet">
      Lines come with the statements you import.
    </EmptyFirstUse>
  );
}
