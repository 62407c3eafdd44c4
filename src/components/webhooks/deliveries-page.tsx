"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse, EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { type Facet, FilterBar } from "#components/ui/filter-bar.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type DeliveryRow, deliveryResults, eventStatuses } from "#core/contracts/webhooks.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DeliveriesSummary } from "./deliveries-summary.tsx";
import { DELIVERY_COLUMNS } from "./delivery-columns.tsx";
import { RESULT_WORDS, STATUS_WORDS } from "./delivery-words.ts";
import { type DeliveryFilters, useDeliveryFilters } from "./use-delivery-filters.ts";

/** As many as a page holds, so that the foot of the list stays where it is. */
const PAGE_ROWS = 50;

const hrefOf = (row: DeliveryRow) => `/webhooks/${row.id}`;

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
      {error ? <ApiErrorPanel error={error} onRetry={() => void list.refetch()} /> : null}
      {error && !data ? null : <DeliveriesTable filters={filters} list={list} />}
    </>
  );
}

interface TableProps {
  filters: DeliveryFilters;
  list: {
    data: { rows: DeliveryRow[]; nextCursor: string | null } | undefined;
    isPlaceholderData: boolean;
  };
}

function DeliveriesTable({ filters, list }: TableProps) {
  const router = useRouter();
  const { trail } = filters;
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <div className="rounded-md border bg-card">
      <DataTable
        caption="Webhook deliveries"
        columns={DELIVERY_COLUMNS}
        empty={
          filters.words.length > 0 ? (
            <EmptyNoMatch filters={filters.words} noun="deliveries" onClear={filters.clear} />
          ) : (
            <EmptyFirstUse title="No webhook has arrived yet">
              Deliveries appear here the moment Stripe sends them. History that was imported did not
              come as webhooks.
            </EmptyFirstUse>
          )
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
        rowLabel={(row) => `delivery of ${row.type ?? "unknown"} ${row.eventId ?? ""}`}
        rows={rows}
        skeletonRows={PAGE_ROWS}
      />
    </div>
  );
}
