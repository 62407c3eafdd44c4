import type { Column } from "#components/ui/data-table.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { StatementDto } from "#core/contracts/bank-statements.ts";
import { accountText, daysText, FORMAT_WORDS } from "./bank-words.ts";

const dash = <span className="text-muted-foreground">–</span>;

/** The columns of imported statements; on a phone file, days, counts and account make a card. */
export const STATEMENT_COLUMNS: readonly Column<StatementDto>[] = [
  {
    id: "file",
    header: "File",
    card: "title",
    cell: (row) => <span className="break-all">{row.fileName}</span>,
  },
  {
    id: "account",
    header: "Account",
    width: "12rem",
    card: "meta",
    cell: (row) => accountText(row.account),
  },
  {
    id: "days",
    header: "Days",
    width: "12rem",
    card: "status",
    cell: (row) => <span className="num">{daysText(row.fromDate, row.toDate)}</span>,
  },
  { id: "lines", header: "Lines", numeric: true, width: "4rem", cell: (row) => row.lines },
  {
    id: "added",
    header: "New",
    numeric: true,
    width: "4rem",
    card: "amount",
    cell: (row) => `+${row.added}`,
  },
  { id: "amended", header: "Amended", numeric: true, width: "5rem", cell: (row) => row.amended },
  {
    id: "opening",
    header: "Opening",
    numeric: true,
    width: "9rem",
    cell: (row) => (row.opening === null ? dash : <Money {...row.opening} />),
  },
  {
    id: "closing",
    header: "Closing",
    numeric: true,
    width: "9rem",
    cell: (row) => (row.closing === null ? dash : <Money {...row.closing} />),
  },
  {
    id: "format",
    header: "Format",
    width: "6rem",
    cell: (row) => FORMAT_WORDS[row.format] ?? row.format,
  },
  {
    id: "imported",
    header: "Imported",
    width: "10rem",
    card: "aside",
    cell: (row) => (
      <>
        <Time at={row.importedAt} />
        <span className="text-muted-foreground"> · {row.importedBy}</span>
      </>
    ),
  },
];
