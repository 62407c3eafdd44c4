import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BreakDto } from "#core/contracts/reconciliation.ts";
import { AGE_WORDS, BREAK_STATE_WORDS } from "./break-words.ts";

/** A rank, not an amount: three digits are enough to compare. */
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const dash = <span className="text-muted-foreground">–</span>;

/** Where a break stands. */
function BreakStatus({ state }: Pick<BreakDto, "state">) {
  const { word, tone, glyph } = BREAK_STATE_WORDS[state];
  return (
    <Status tone={tone} {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}

function Due({ row }: { row: BreakDto }) {
  if (row.state === "resolved") return dash;
  return (
    <span className={row.overdue ? "font-medium text-bad" : "text-secondary-foreground"}>
      {row.overdue ? "overdue since " : ""}
      <Time at={row.dueAt} />
    </span>
  );
}

function Amount({ row }: { row: BreakDto }) {
  return row.amount ? <Money {...row.amount} sign="always" /> : dash;
}

/** The columns of the list of breaks, most severe first. */
export const BREAK_COLUMNS: readonly Column<BreakDto>[] = [
  {
    id: "type",
    header: "Break",
    card: "title",
    cell: (row) => (
      <span className="flex items-baseline gap-2">
        <span className="num text-muted-foreground">{row.level}</span>
        <span className="min-w-0 truncate font-medium">{row.label}</span>
      </span>
    ),
  },
  {
    id: "object",
    header: "Object",
    width: "10rem",
    card: "meta",
    cell: (row) => <Id value={row.objectId} />,
  },
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "9rem",
    card: "amount",
    cell: (row) => <Amount row={row} />,
  },
  {
    id: "age",
    header: "Age",
    numeric: true,
    width: "5rem",
    cell: (row) => <span title={`${row.ageDays} days`}>{AGE_WORDS[row.age]}</span>,
  },
  { id: "due", header: "Due", width: "11rem", card: "aside", cell: (row) => <Due row={row} /> },
  {
    id: "severity",
    header: "Severity",
    numeric: true,
    width: "6rem",
    cell: (row) => compact.format(row.severity),
  },
  {
    id: "owner",
    header: "Owner",
    width: "9rem",
    cell: (row) => row.owner?.name ?? <span className="text-muted-foreground">nobody</span>,
  },
  {
    id: "state",
    header: "State",
    width: "8rem",
    card: "status",
    cell: (row) => <BreakStatus state={row.state} />,
  },
];
