"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Status } from "#components/ui/status.tsx";
import { BULK_WHY_WORDS, type DryRun, type DryRunRow } from "#core/contracts/bulk.ts";

/** As many as one reads at once; more when they are asked for. */
const SHOWN_ROWS = 100;

const FORM = "Give the id of a payment or charge, then an amount and a currency if need be";

type Listed = DryRunRow & { readonly key: string };

function Result({ row }: { row: DryRunRow }) {
  if (row.why === null) return <Status tone="ok">In</Status>;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <Status glyph="cross" tone={row.why === "not_understood" ? "bad" : "warn"}>
        {row.why === "not_understood" ? "Not understood" : "Left out"}
      </Status>
      <span className="min-w-0 text-secondary-foreground">
        {row.why === "not_understood" ? FORM : BULK_WHY_WORDS[row.why]}
        {row.detail === null ? "" : `: ${row.detail}`}
      </span>
    </span>
  );
}

const COLUMNS: readonly Column<Listed>[] = [
  {
    id: "line",
    header: "Line",
    numeric: true,
    width: "4.5rem",
    card: "aside",
    cell: ({ line }) => <span className="num text-muted-foreground">{line}</span>,
  },
  {
    id: "payment",
    header: "Payment",
    width: "17rem",
    card: "title",
    cell: ({ id, paymentId }) =>
      paymentId === null ? (
        <span className="block truncate font-mono text-meta" title={id}>
          {id}
        </span>
      ) : (
        <Link
          className="rounded-sm hover:underline"
          href={`/payments/${paymentId}`}
          prefetch={false}
        >
          <Id value={paymentId} />
        </Link>
      ),
  },
  {
    id: "amount",
    header: "Refund",
    numeric: true,
    width: "10rem",
    card: "amount",
    cell: ({ amount }) =>
      amount === null ? <span className="text-muted-foreground">–</span> : <Money {...amount} />,
  },
  { id: "result", header: "Result", card: "status", cell: (row) => <Result row={row} /> },
];

/** Every pasted row and what becomes of it; what is left out first, since that is what one looks for. */
export function DryRunTable({ run }: { run: DryRun }) {
  const [view, setView] = useState<"all" | "in" | "out">("all");
  const [isWhole, setWhole] = useState(false);
  const rows = run.rows.map((row, at) => ({ ...row, key: `${at}` }));
  const out = rows.filter(({ why }) => why !== null);
  const included = rows.filter(({ why }) => why === null);
  const chosen = { all: [...out, ...included], in: included, out }[view];
  const shown = isWhole ? chosen : chosen.slice(0, SHOWN_ROWS);
  return (
    <Panel
      aside={
        <SegmentedControl
          choices={[
            { value: "all", label: `All ${rows.length}` },
            { value: "in", label: `In ${included.length}` },
            { value: "out", label: `Out ${out.length}` },
          ]}
          label="Rows to show"
          onChange={setView}
          value={view}
        />
      }
      flush
      title="Dry run"
    >
      <DataTable
        caption="Dry run"
        columns={COLUMNS}
        empty={<p className="p-3 text-secondary-foreground">None.</p>}
        footer={
          shown.length < chosen.length ? (
            <div className="p-2">
              <Button onClick={() => setWhole(true)} size="sm">
                Show all {chosen.length}
              </Button>
            </div>
          ) : null
        }
        rowId={({ key }) => key}
        rowLabel={({ line, id }) => `line ${line}, ${id}`}
        rows={shown}
      />
    </Panel>
  );
}
