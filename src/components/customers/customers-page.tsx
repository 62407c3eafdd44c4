"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { jumpTarget } from "#components/commands/jump-target.ts";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { UnderstoodQuery } from "#components/payments/understood-query.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { customerFacets } from "#core/contracts/customers.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CUSTOMER_COLUMNS } from "./customer-columns.tsx";
import {
  CUSTOMER_FACET_WORDS,
  type CustomerFilters,
  useCustomerFilters,
} from "./use-customer-filters.ts";

/** Who pays, newest first: found by id, e-mail, name or the end of a card. */
export function CustomersPage() {
  const trpc = useTRPC();
  const filters = useCustomerFilters();
  const list = useQuery({
    ...trpc.customers.list.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data?.freshness.asOf ?? null);
  return (
    <>
      <PageHeader description="Who pays, newest first" title="Customers" />
      <CustomersFilterBar filters={filters} />
      <UnderstoodQuery as={list.data?.understoodAs ?? null} query={filters.values.query} />
      <KeysetTable
        caption="Customers"
        columns={CUSTOMER_COLUMNS}
        empty={
          <CustomersEmpty
            filters={filters}
            importing={list.data?.freshness.state === "importing"}
          />
        }
        hrefOf={(row) => `/customers/${row.id}`}
        list={list}
        rowLabel={({ id }) => `customer ${id}`}
        trail={filters.trail}
      />
    </>
  );
}

function CustomersFilterBar({ filters }: { filters: CustomerFilters }) {
  const router = useRouter();
  const knowsPeople = usePermitted("personal-data:read-masked");
  const { values, change, clear } = filters;
  const search = (text: string) => {
    const href = jumpTarget(text)?.href;
    if (href?.startsWith("/customers/")) router.push(href);
    else change({ query: text });
  };
  return (
    <FilterBar
      facets={[
        {
          id: "only",
          label: "Only",
          options: customerFacets.map((value) => ({ value, label: CUSTOMER_FACET_WORDS[value] })),
          selected: values.only,
          onChange: (chosen) =>
            change({ only: customerFacets.filter((one) => chosen.includes(one)) }),
        },
      ]}
      onClear={clear}
      search={{
        value: values.query,
        placeholder: knowsPeople
          ? "Id, e-mail, name or last 4 of a card"
          : "Id or last 4 of a card",
        onChange: search,
      }}
    />
  );
}

function CustomersEmpty({ filters, importing }: { filters: CustomerFilters; importing: boolean }) {
  if (filters.words.length > 0) {
    return <EmptyNoMatch filters={filters.words} noun="customers" onClear={filters.clear} />;
  }
  return (
    <EmptyFirstUse title={importing ? "The first customers are on their way" : "No customers yet"}>
      {importing
        ? "The import reads the account's history from Stripe. This page fills by itself."
        : "Customers appear here seconds after Stripe creates them. Guests pay without one."}
    </EmptyFirstUse>
  );
}
