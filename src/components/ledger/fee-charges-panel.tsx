"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { METHOD_TYPES } from "#components/payments/method-text.ts";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { Id } from "#components/ui/id.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { FEE_DIMENSIONS, type FeeChargeDto } from "#core/contracts/fees.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DIMENSION_WORDS, effectiveRate, groupName, REGION_WORDS } from "./fee-words.ts";
import type { FeeFilters } from "./use-fee-filters.ts";

const PAGE_ROWS = 25;

const COLUMNS: readonly Column<FeeChargeDto>[] = [
  {
    id: "time",
    header: "Time",
    width: "8rem",
    card: "amount",
    cell: (row) => <Time at={row.createdAt} />,
  },
  {
    id: "gross",
    header: "Gross",
    numeric: true,
    width: "9rem",
    card: "title",
    cell: (row) => <Money amountMinor={row.gross} currency={row.currency} />,
  },
  {
    id: "fee",
    header: "Fee",
    numeric: true,
    width: "8rem",
    card: "status",
    cell: (row) => <Money amountMinor={row.fee} currency={row.currency} />,
  },
  {
    id: "rate",
    header: "Rate",
    numeric: true,
    width: "5rem",
    card: "aside",
    cell: (row) => effectiveRate(row.fee, row.gross),
  },
  {
    id: "method",
    header: "Method",
    card: "meta",
    cell: (row) => METHOD_TYPES[row.method] ?? row.method,
  },
  {
    id: "region",
    header: "Card from",
    width: "11rem",
    cell: (row) => (
      <span className="text-secondary-foreground">
        {REGION_WORDS[row.region]}
        {row.country ? ` (${row.country})` : ""}
      </span>
    ),
  },
  {
    id: "charge",
    header: "Charge",
    width: "10rem",
    cell: (row) => <Id value={row.sourceId ?? row.transactionId} />,
  },
];

const hrefOf = ({ journalId, transactionId, paymentId }: FeeChargeDto) => {
  if (paymentId !== null) return `/payments/${paymentId}`;
  return journalId === null
    ? `/ledger/journals?query=${transactionId}`
    : `/ledger/journals/${journalId}`;
};

/** What to ask the server for: the charges of the picked group, on the page that is shown. */
function inputOf({ picked, trail, daySpan }: FeeFilters, span: { from: Date; to: Date }) {
  const { method, region, currency } = picked;
  return {
    ...(daySpan ?? span),
    limit: PAGE_ROWS,
    ...(method === null ? {} : { method }),
    ...(region === null ? {} : { region }),
    ...(currency === null ? {} : { currency }),
    ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
  };
}

/** The picked group in words. */
function pickedWords({ picked }: FeeFilters): readonly string[] {
  return FEE_DIMENSIONS.flatMap((dimension) => {
    const key = picked[dimension];
    return key === null ? [] : [`${DIMENSION_WORDS[dimension]}: ${groupName(dimension, key)}`];
  });
}

/** The charges of the span, or of the group that was picked, each with its fee. */
export function FeeChargesPanel({
  span,
  filters,
}: {
  span: { from: Date; to: Date };
  filters: FeeFilters;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const { trail, clearPick } = filters;
  const list = useQuery({
    ...trpc.ledger.fees.charges.queryOptions(inputOf(filters, span)),
    placeholderData: keepPreviousData,
  });
  const words = pickedWords(filters);
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <Panel
      aside={
        words.length === 0 ? null : (
          <Button onClick={clearPick} size="sm" variant="ghost">
            {words.join(", ")} · show all
          </Button>
        )
      }
      flush
      title="Charge by charge"
    >
      {list.error ? (
        <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          caption="Charges with their fees"
          columns={COLUMNS}
          empty={<EmptyNoMatch filters={words} noun="charges" onClear={clearPick} />}
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
          rowId={(row) => row.transactionId}
          rowLabel={(row) => `charge ${row.sourceId ?? row.transactionId}`}
          rows={rows}
          skeletonRows={PAGE_ROWS}
        />
      )}
    </Panel>
  );
}
