"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { cn } from "#components/ui/class-names.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyNoMatch } from "#components/ui/empty-state.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import {
  BULK_WHY_WORDS,
  type BulkCounts,
  type BulkDetail,
  type BulkRowDto,
  type BulkRowState,
  bulkRowStates,
} from "#core/contracts/bulk.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BulkRowStatus } from "./bulk-status.tsx";
import { ROW_STATE_WORDS } from "./bulk-words.ts";

function Explained({ row }: { row: BulkRowDto }) {
  const { why, detail, refundId, commandId } = row;
  const words = [why === null ? null : BULK_WHY_WORDS[why], detail].filter((part) => part !== null);
  if (words.length > 0)
    return (
      <span className="block truncate text-secondary-foreground" title={words.join(": ")}>
        {words.join(": ")}
      </span>
    );
  if (commandId === null) return <span className="text-muted-foreground max-md:hidden">–</span>;
  return (
    <Link className="rounded-sm hover:underline" href={`/overrides/${commandId}`} prefetch={false}>
      {refundId === null ? "Its override" : <Id value={refundId} />}
    </Link>
  );
}

const COLUMNS: readonly Column<BulkRowDto>[] = [
  {
    id: "payment",
    header: "Payment",
    width: "16rem",
    card: "title",
    cell: ({ paymentId }) => <Id value={paymentId} />,
  },
  {
    id: "amount",
    header: "Refund",
    numeric: true,
    width: "9rem",
    card: "amount",
    cell: ({ amount }) => <Money {...amount} className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    width: "11rem",
    card: "status",
    cell: ({ state }) => <BulkRowStatus state={state} />,
  },
  { id: "result", header: "Result", card: "meta", cell: (row) => <Explained row={row} /> },
  {
    id: "n",
    header: "Row",
    numeric: true,
    width: "4.5rem",
    card: "aside",
    cell: ({ n }) => <span className="num text-muted-foreground">{n}</span>,
  },
];

/** The rows of a bulk in the order of its list, all or those in one state. */
export function BulkRows({ bulk }: { bulk: BulkDetail }) {
  const trpc = useTRPC();
  const [values, setValues] = useQueryStates(
    { state: parseAsStringLiteral(bulkRowStates), page: pageTrailParser },
    { history: "push" },
  );
  const trail = pageTrail(values.page, (page) => void setValues({ page }));
  const { state } = values;
  const list = useQuery({
    ...trpc.bulk.rows.queryOptions({
      bulkId: bulk.id,
      ...(state === null ? {} : { state }),
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  const choose = (next: BulkRowState | null) => void setValues({ state: next, page: null });
  return (
    <section aria-label="Rows" className="grid min-w-0 gap-2">
      <StateFilter chosen={state} counts={bulk.counts} onChoose={choose} rows={bulk.rows} />
      <KeysetTable
        caption="Rows of the bulk"
        columns={COLUMNS}
        empty={
          <EmptyNoMatch
            filters={state === null ? [] : [ROW_STATE_WORDS[state].word]}
            noun="rows"
            onClear={() => choose(null)}
          />
        }
        hrefOf={({ paymentId }) => `/payments/${paymentId}`}
        list={list}
        rowLabel={({ n, paymentId }) => `row ${n}, payment ${paymentId}`}
        skeletonRows={Math.min(bulk.rows, 20)}
        trail={trail}
      />
    </section>
  );
}

interface StateFilterProps {
  counts: BulkCounts;
  rows: number;
  chosen: BulkRowState | null;
  onChoose: (state: BulkRowState | null) => void;
}

/** How many rows are in which state; each shows its rows alone. */
function StateFilter({ counts, rows, chosen, onChoose }: StateFilterProps) {
  const present = bulkRowStates.filter((state) => counts[state] > 0 || state === chosen);
  const choices = [
    { state: null, word: "All", count: rows },
    ...present.map((state) => ({ state, word: ROW_STATE_WORDS[state].word, count: counts[state] })),
  ];
  return (
    <div aria-label="State of the rows" className="flex flex-wrap gap-1.5" role="group">
      {choices.map(({ state, word, count }) => (
        <button
          aria-pressed={chosen === state}
          className={cn(
            "inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-meta hover:bg-accent",
            chosen === state ? "border-primary bg-selected font-medium text-primary" : "bg-card",
          )}
          key={word}
          onClick={() => onChoose(state)}
          type="button"
        >
          {word}
          <span className="num text-muted-foreground">{count}</span>
        </button>
      ))}
    </div>
  );
}
