import type { Column } from "#components/ui/data-table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ExportRecord } from "#core/contracts/exports.ts";
import { ExportAgain } from "./export-again.tsx";
import { ExportHash } from "./export-hash.tsx";
import { ExportState } from "./export-state.tsx";
import { exportTitle } from "./export-words.ts";

const dash = <span className="text-muted-foreground">–</span>;
const number = new Intl.NumberFormat("en-US");

/** The columns of past exports; on a phone title, rows, state, span and person make a card. */
export const EXPORT_COLUMNS: readonly Column<ExportRecord>[] = [
  {
    id: "time",
    header: "Exported",
    width: "9.5rem",
    cell: (row) => <Time as="absolute" at={row.requestedAt} />,
  },
  { id: "what", header: "What", card: "title", cell: exportTitle },
  {
    id: "span",
    header: "Days",
    width: "12rem",
    card: "meta",
    cell: ({ filters }) => (
      <span className="num">
        {filters.list === undefined ? `${filters.from} – ${filters.to}` : "As on screen"}
      </span>
    ),
  },
  {
    id: "who",
    header: "By",
    width: "10rem",
    card: "aside",
    cell: ({ requestedBy }) => requestedBy?.name ?? "Command line",
  },
  {
    id: "rows",
    header: "Rows",
    numeric: true,
    width: "6rem",
    card: "amount",
    cell: ({ rows }) => (rows === null ? dash : number.format(rows)),
  },
  {
    id: "bytes",
    header: "Bytes",
    numeric: true,
    width: "7rem",
    cell: ({ bytes }) => (bytes === null ? dash : number.format(bytes)),
  },
  {
    id: "state",
    header: "State",
    width: "14rem",
    card: "status",
    cell: ({ state, filters }) => (
      <span className="flex items-center gap-2">
        <ExportState state={state} />
        {state === "broken" ? <ExportAgain filters={filters} /> : null}
      </span>
    ),
  },
  {
    id: "hash",
    header: "SHA-256",
    width: "11rem",
    cell: ({ sha256 }) => (sha256 === null ? dash : <ExportHash sha256={sha256} />),
  },
];
