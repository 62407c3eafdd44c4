import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import type { BankLineDto } from "#core/contracts/bank-statements.ts";
import { accountText } from "./bank-words.ts";

const dash = <span className="text-muted-foreground">–</span>;

function LineStatus({ line }: { line: Pick<BankLineDto, "payoutId" | "traceId" | "amended"> }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {line.payoutId !== null ? (
        <Status tone="ok">Matched</Status>
      ) : (
        <Status tone={line.traceId === null ? "mute" : "warn"}>Not matched</Status>
      )}
      {line.amended > 0 ? <Badge tone="info">amended</Badge> : null}
    </span>
  );
}

/** The columns of bank lines; on a phone description, amount, state and day make a card. */
export const LINE_COLUMNS: readonly Column<BankLineDto>[] = [
  {
    id: "value-day",
    header: "Value day",
    width: "7rem",
    card: "aside",
    cell: (row) => <span className="num">{row.valueOn}</span>,
  },
  {
    id: "description",
    header: "Description",
    card: "title",
    cell: (row) => <span className="line-clamp-2 break-words">{row.description || "–"}</span>,
  },
  {
    id: "counterparty",
    header: "Counterparty",
    width: "14rem",
    card: "meta",
    cell: (row) => row.counterparty ?? dash,
  },
  {
    id: "reference",
    header: "Reference",
    width: "11rem",
    cell: (row) => (row.reference === null ? dash : <Id value={row.reference} />),
  },
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "9rem",
    card: "amount",
    cell: (row) => <Money {...row.amount} />,
  },
  {
    id: "state",
    header: "State",
    width: "12rem",
    card: "status",
    cell: (row) => <LineStatus line={row} />,
  },
  {
    id: "payout",
    header: "Payout",
    width: "11rem",
    cell: (row) => (row.payoutId === null ? dash : <Id value={row.payoutId} />),
  },
  {
    id: "account",
    header: "Account",
    width: "11rem",
    cell: (row) => accountText(row.account),
  },
];
