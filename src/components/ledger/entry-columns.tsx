import Link from "next/link";
import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EntryDto } from "#core/contracts/ledger.ts";
import { journalKind } from "./journal-kind.ts";

function EntryObject({ entry }: { entry: EntryDto }) {
  if (entry.objectId === null) return <span className="text-muted-foreground">–</span>;
  if (entry.href === null) return <Id value={entry.objectId} />;
  return (
    <Link
      className="text-primary underline-offset-4 hover:underline"
      href={entry.href}
      onClick={(event) => event.stopPropagation()}
    >
      <Id value={entry.objectId} />
    </Link>
  );
}

/** The columns of an account's entries; a row leads to its journal, the object to its page. */
export const ENTRY_COLUMNS: readonly Column<EntryDto>[] = [
  {
    id: "happened",
    header: "Happened",
    width: "8rem",
    card: "amount",
    cell: (row) => <Time at={row.eventAt} />,
  },
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "10rem",
    card: "title",
    cell: (row) => <Money {...row.amount} sign="always" />,
  },
  {
    id: "balance",
    header: "Balance after",
    numeric: true,
    width: "11rem",
    card: "aside",
    cell: (row) => <Money {...row.balanceAfter} />,
  },
  {
    id: "description",
    header: "Description",
    card: "meta",
    cell: (row) => (
      <span className="block truncate first-letter:uppercase" title={row.description}>
        {row.description}
      </span>
    ),
  },
  {
    id: "kind",
    header: "Kind",
    width: "11rem",
    card: "status",
    cell: (row) => <span className="text-secondary-foreground">{journalKind(row.kind)}</span>,
  },
  { id: "object", header: "Object", width: "10rem", cell: (row) => <EntryObject entry={row} /> },
  { id: "posted", header: "Posted", width: "8rem", cell: (row) => <Time at={row.createdAt} /> },
];
