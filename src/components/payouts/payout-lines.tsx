"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { PayoutDetailDto, PayoutLineDto } from "#core/contracts/payouts.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PAYOUT_LINE_COLUMNS } from "./payout-line-columns.tsx";
import { categoryWords } from "./payout-words.ts";

const PAGE_ROWS = 50;
/** A payout has few lines or many; a skeleton between the two moves the page least. */
const SKELETON_ROWS = 12;

const parsers = { category: parseAsString.withDefault(""), page: pageTrailParser };

const hrefOf = ({ journalId, id }: PayoutLineDto) =>
  journalId === null ? `/ledger/journals?query=${id}` : `/ledger/journals/${journalId}`;

interface CategorySelectProps {
  categories: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

function CategorySelect({ categories, value, onChange }: CategorySelectProps) {
  return (
    <label className="flex items-center gap-2 text-meta text-secondary-foreground">
      Category
      <select
        className="h-7 rounded-md border bg-card px-1.5 text-foreground text-meta"
        onChange={(event) => onChange(event.target.value)}
        value={value}
      >
        <option value="">All</option>
        {categories.map((category) => (
          <option key={category} value={category}>
            {categoryWords(category)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The balance transactions of a payout, newest first; a row leads to its journal. */
export function PayoutLines({ detail: { payout, totals } }: { detail: PayoutDetailDto }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [{ category, page }, setValues] = useQueryStates(parsers, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const list = useQuery({
    ...trpc.payouts.lines.queryOptions({
      payoutId: payout.id,
      limit: PAGE_ROWS,
      ...(category === "" ? {} : { category }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.rows;
  const nextCursor = list.data?.nextCursor ?? null;
  return (
    <Panel
      aside={
        <CategorySelect
          categories={totals.map((total) => total.category)}
          onChange={(next) => void setValues({ category: next, page: null })}
          value={category}
        />
      }
      flush
      title="Lines"
    >
      {list.error ? (
        <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <DataTable
          caption="Lines of the payout"
          columns={PAYOUT_LINE_COLUMNS}
          empty={
            <EmptyFirstUse title="No line is known">
              Stripe has assigned no transaction to this payout.
            </EmptyFirstUse>
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
          rowLabel={(row) => `transaction ${row.id}`}
          rows={rows}
          skeletonRows={SKELETON_ROWS}
        />
      )}
    </Panel>
  );
}
