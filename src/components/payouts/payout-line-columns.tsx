import Link from "next/link";
import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PayoutLineDto } from "#core/contracts/payouts.ts";

function SourceLink({ line }: { line: PayoutLineDto }) {
  if (line.sourceId === null) return <span className="text-muted-foreground">–</span>;
  if (line.paymentId === null) return <Id value={line.sourceId} />;
  return (
    <Link
      className="text-primary underline-offset-4 hover:underline"
      href={`/payments/${line.paymentId}`}
      onClick={(event) => event.stopPropagation()}
    >
      <Id value={line.sourceId} />
    </Link>
  );
}

/** The columns of a payout's lines; a row leads to its journal, the object to the payment. */
export const PAYOUT_LINE_COLUMNS: readonly Column<PayoutLineDto>[] = [
  {
    id: "time",
    header: "Time",
    width: "8rem",
    card: "amount",
    cell: (row) => <Time at={row.createdAt} />,
  },
  {
    id: "type",
    header: "Type",
    card: "status",
    cell: (row) => (
      <span className="block truncate first-letter:uppercase">{row.type.replaceAll("_", " ")}</span>
    ),
  },
  {
    id: "gross",
    header: "Gross",
    numeric: true,
    width: "8rem",
    cell: (row) => <Money amountMinor={row.gross} currency={row.currency} />,
  },
  {
    id: "fee",
    header: "Fee",
    numeric: true,
    width: "7rem",
    cell: (row) => <Money amountMinor={-row.fee} currency={row.currency} />,
  },
  {
    id: "net",
    header: "Net",
    numeric: true,
    width: "8rem",
    card: "title",
    cell: (row) => <Money amountMinor={row.net} currency={row.currency} />,
  },
  {
    id: "source",
    header: "Object",
    width: "9rem",
    card: "aside",
    cell: (row) => <SourceLink line={row} />,
  },
];
