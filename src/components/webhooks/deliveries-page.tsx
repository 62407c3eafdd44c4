"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { type Facet, FilterBar } from "#components/ui/filter-bar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { deliveryResults, eventStatuses } from "#core/contracts/webhooks.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DeliveriesSummary } from "./deliveries-summary.tsx";
import { DELIVERY_COLUMNS } from "./delivery-columns.tsx";
import { RESULT_WORDS, STATUS_WORDS } from "./delivery-words.ts";
import { type DeliveryFilters, useDeliveryFilters } from "./use-delivery-filters.ts";

function facetsOf({ values, change }: DeliveryFilters): readonly Facet[] {
  return [
    {
      id: "status",
      label: "State",
      options: eventStatuses.map((value) => ({ value, label: STATUS_WORDS[value].word })),
      selected: values.status,
      onChange: (chosen) => change({ status: eventStatuses.filter((one) => chosen.includes(one)) }),
    },
    {
      id: "result",
      label: "Answer",
      options: deliveryResults.map((value) => ({ value, label: RESULT_WORDS[value].word })),
      selected: values.result,
      onChange: (chosen) =>
        change({ result: deliveryResults.filter((one) => chosen.includes(one)) }),
    },
  ];
}

/** Every delivery of Stripe's, refused ones too, and what became of it. */
export function DeliveriesPage() {
  const trpc = useTRPC();
  const filters = useDeliveryFilters();
  const list = useQuery({
    ...trpc.webhooks.list.queryOptions(filters.input),
    placeholderData: keepPreviousData,
  });
  const { data, error } = list;
  usePageFreshness(data ? list.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        description="What Stripe sent, what we answered, and what became of it"
        title="Webhooks"
      />
      {error && !data ? null : <DeliveriesSummary summary={data?.summary} />}
      <FilterBar
        facets={facetsOf(filters)}
        onClear={filters.clear}
        search={{
          value: filters.values.query,
          placeholder: "Event id, object id or type",
          onChange: (query) => filters.change({ query }),
        }}
      />
      <KeysetTable
        caption="Webhook deliveries"
        columns={DELIVERY_COLUMNS}
        empty={<DeliveriesEmpty filters={filters} />}
        hrefOf={(row) => `/webhooks/${row.id}`}
        list={list}
        rowLabel={(row) => `delivery of ${row.type ?? "unknown"} ${row.eventId ?? ""}`}
        trail={filters.trail}
      />
    </>
  );
}

function DeliveriesEmpty({ filters }: { filters: DeliveryFilters }) {
  if (filters.words.length > 0) {
    return <EmptyNoMatch filters={filters.words} noun="deliveries" onClear={filters.clear} />;
  }
  return (
    <EmptyFirstUse title="No webhook has arrived yet">
      Deliveries appear here the moment Stripe sends them. History that was imported did not come as
      webhooks.
    </EmptyFirstUse>
  );
}
