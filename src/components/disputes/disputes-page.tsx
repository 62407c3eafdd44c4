"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { jumpTarget } from "#components/commands/jump-target.ts";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { EmptyDone, EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { type Facet, FilterBar } from "#components/ui/filter-bar.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { disputeReasons, disputeTabs, dueSpans } from "#core/contracts/disputes.ts";
import { useTRPC } from "#trpc/client.tsx";
import { disputeColumns } from "./dispute-columns.tsx";
import { DUE_WORDS, REASON_WORDS, TAB_WORDS } from "./dispute-words.ts";
import { type DisputeFilters, useDisputeFilters } from "./use-dispute-filters.ts";

function facetsOf({ values, change }: DisputeFilters): readonly Facet[] {
  return [
    {
      id: "reason",
      label: "Reason",
      options: disputeReasons.map((value) => ({ value, label: REASON_WORDS[value].title })),
      selected: values.reason,
      onChange: (chosen) =>
        change({ reason: disputeReasons.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "due",
      label: "Evidence due",
      options: dueSpans.map((value) => ({ value, label: DUE_WORDS[value] })),
      selected: values.due === null ? [] : [values.due],
      // The spans exclude each other: the one that was chosen last counts.
      onChange: (chosen) =>
        change({
          due: dueSpans.find((one) => chosen.includes(one) && one !== values.due) ?? null,
        }),
    },
  ];
}

/** What banks ask back: what needs an answer first, by the time it is due. */
export function DisputesPage() {
  const trpc = useTRPC();
  const filters = useDisputeFilters();
  const list = useQuery({
    ...trpc.disputes.list.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  const { data } = list;
  const counts = {
    needs_response: data?.counts.needsResponse,
    under_review: data?.counts.underReview,
    closed: undefined,
    all: undefined,
  };
  usePageFreshness(data?.freshness.asOf ?? null);
  return (
    <>
      <PageHeader
        description="What customers' banks ask back, until when to answer, and what came of it"
        title="Disputes"
      />
      <Tabs
        label="Disputes"
        onChange={filters.choose}
        tabs={disputeTabs.map((value) => {
          const count = counts[value];
          return { value, label: TAB_WORDS[value], ...(count === undefined ? {} : { count }) };
        })}
        value={filters.values.tab}
      >
        <DisputesFilterBar filters={filters} />
        <KeysetTable
          caption="Disputes"
          columns={disputeColumns(filters)}
          empty={<DisputesEmpty filters={filters} />}
          hrefOf={(row) => `/disputes/${row.id}`}
          list={list}
          rowLabel={({ id, amount }) =>
            `dispute ${id}, ${moneyText(amount.amountMinor, amount.currency)}`
          }
          trail={filters.trail}
        />
      </Tabs>
    </>
  );
}

function DisputesFilterBar({ filters }: { filters: DisputeFilters }) {
  const router = useRouter();
  const search = (text: string) => {
    const href = jumpTarget(text)?.href;
    if (href?.startsWith("/disputes/")) router.push(href);
    else filters.change({ query: text });
  };
  return (
    <FilterBar
      facets={facetsOf(filters)}
      onClear={filters.clear}
      search={{
        value: filters.values.query,
        placeholder: "Id of a dispute, payment or customer",
        onChange: search,
      }}
    />
  );
}

function DisputesEmpty({ filters }: { filters: DisputeFilters }) {
  if (filters.words.length > 0) {
    return <EmptyNoMatch filters={filters.words} noun="disputes" onClear={filters.clear} />;
  }
  if (filters.values.tab === "needs_response") {
    return (
      <EmptyDone title="No dispute waits for an answer">
        New ones appear here seconds after the bank opens them, with the time until evidence is due.
      </EmptyDone>
    );
  }
  return <EmptyFirstUse title="None">Disputes appear here once a bank opens them.</EmptyFirstUse>;
}
