"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { BulkBar, useBulkSelection } from "#components/bulk/bulk-selection.tsx";
import { ExportButton } from "#components/exports/export-button.tsx";
import { withoutPage } from "#components/exports/export-draft.ts";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { PaymentRow } from "#core/contracts/payments.ts";
import { useTRPC } from "#trpc/client.tsx";
import { filterWords } from "./filter-words.ts";
import { PAYMENT_COLUMNS } from "./payment-columns.tsx";
import { PaymentsEmpty } from "./payments-empty.tsx";
import { PaymentsFilterBar } from "./payments-filter-bar.tsx";
import { UnderstoodQuery } from "./understood-query.tsx";
import { type PaymentFilters, usePaymentFilters } from "./use-payment-filters.ts";
import { useSteadyRows } from "./use-steady-rows.ts";

const hrefOf = (row: PaymentRow) => `/payments/${row.id}`;

function usePaymentList(filters: PaymentFilters) {
  const trpc = useTRPC();
  const options = trpc.payments.list.queryOptions(filters.input);
  const list = useQuery({ ...options, placeholderData: keepPreviousData });
  const view = JSON.stringify(filters.values);
  const steady = useSteadyRows(view, list.isPlaceholderData ? undefined : list.data?.rows);
  return { list, ...steady, rows: steady.rows ?? list.data?.rows };
}

/** A whole id of a charge or a refund names one payment: no need to choose it from a list of one. */
function useJumpToOnlyMatch(data: { rows: PaymentRow[]; understoodAs: string | null } | undefined) {
  const router = useRouter();
  const only = data?.understoodAs === "id" && data.rows.length === 1 ? data.rows[0] : undefined;
  useEffect(() => {
    if (only) router.replace(hrefOf(only));
  }, [only, router]);
}

function NewRowsPill({ waiting, onShow }: { waiting: number; onShow: () => void }) {
  if (waiting === 0) return null;
  return (
    <Button className="rounded-full" onClick={onShow} size="sm" variant="primary">
      <ArrowUp aria-hidden="true" />
      {waiting} new
    </Button>
  );
}

/** All payments: search, filters, pages, and the way to each of them by keyboard. */
export function PaymentsPage() {
  const filters = usePaymentFilters();
  const { list, rows, waiting, showNew } = usePaymentList(filters);
  const { data, isPlaceholderData } = list;
  usePageFreshness(data?.freshness.asOf ?? null);
  useJumpToOnlyMatch(isPlaceholderData ? undefined : data);
  const selection = useBulkSelection();
  return (
    <>
      <PageHeader
        actions={
          <>
            <NewRowsPill onShow={showNew} waiting={waiting} />
            <ExportButton
              kind="payments"
              shown={{
                list: { of: "payments", ...withoutPage(filters.input) },
                words: filterWords(filters.values),
              }}
            />
          </>
        }
        title="Payments"
      />
      <PaymentsFilterBar filters={filters} />
      <UnderstoodQuery as={data?.understoodAs ?? null} query={filters.values.query} />
      {selection ? <BulkBar selection={selection} /> : null}
      <KeysetTable
        {...(selection ? { selection } : {})}
        caption="Payments"
        columns={PAYMENT_COLUMNS}
        empty={
          <PaymentsEmpty
            filters={filterWords(filters.values)}
            importing={data?.freshness.state === "importing"}
            onClear={filters.clear}
          />
        }
        hrefOf={hrefOf}
        list={list}
        rowLabel={({ id, amount }) =>
          `payment ${id}, ${moneyText(amount.amountMinor, amount.currency)}`
        }
        rows={rows}
        trail={filters.trail}
      />
    </>
  );
}
