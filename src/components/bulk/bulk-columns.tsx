import { refundReasonTitle } from "#components/refunds/refund-reasons.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BulkSummary } from "#core/contracts/bulk.ts";
import { BulkProgress } from "./bulk-progress.tsx";
import { BulkStatus } from "./bulk-status.tsx";
import { rowsText, totalsText } from "./bulk-words.ts";

/** The columns of the list; on a phone total, state, progress and who asked make a card. */
export const BULK_COLUMNS: readonly Column<BulkSummary>[] = [
  {
    id: "total",
    header: "Total",
    numeric: true,
    width: "14rem",
    card: "title",
    cell: ({ totals }) => <span className="num font-medium">{totalsText(totals)}</span>,
  },
  {
    id: "rows",
    header: "Rows",
    numeric: true,
    width: "6rem",
    card: "amount",
    cell: ({ rows }) => <span className="num">{rowsText(rows)}</span>,
  },
  {
    id: "state",
    header: "State",
    width: "12rem",
    card: "status",
    cell: ({ state }) => <BulkStatus state={state} />,
  },
  {
    id: "progress",
    header: "Progress",
    width: "10rem",
    cell: ({ counts, rows }) => <BulkProgress counts={counts} rows={rows} />,
  },
  {
    id: "reason",
    header: "Reason",
    card: "meta",
    cell: ({ reason, note }) => (
      <span className="block truncate" title={note ?? undefined}>
        {refundReasonTitle(reason)}
        {note ? <span className="text-muted-foreground"> · {note}</span> : null}
      </span>
    ),
  },
  {
    id: "requester",
    header: "Asked for by",
    width: "12rem",
    cell: ({ requester }) => <span className="block truncate">{requester.name}</span>,
  },
  {
    id: "time",
    header: "Time",
    numeric: true,
    width: "7rem",
    card: "aside",
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];
