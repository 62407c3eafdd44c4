import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JournalDto } from "#core/contracts/ledger.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { journalKind } from "./journal-kind.ts";
import { sizeOf } from "./journal-size.ts";

/** The leg on one account, for the list of that account's entries; the sum where a journal has several there. */
function legOn(journal: JournalDto, accountId: string): MoneyDto | null {
  const legs = journal.legs.filter((leg) => leg.accountId === accountId);
  const first = legs[0];
  if (!first) return null;
  return {
    currency: first.amount.currency,
    amountMinor: legs.reduce((sum, leg) => sum + leg.amount.amountMinor, 0n),
  };
}

function Amount({ amount, signed }: { amount: MoneyDto | null; signed: boolean }) {
  return amount === null ? null : <Money {...amount} sign={signed ? "always" : "auto"} />;
}

/** The columns of a list of journals; with an account, the amount is what it did to that account, debit positive. */
export function journalColumns(accountId: string | null): readonly Column<JournalDto>[] {
  return [
    {
      id: "time",
      header: "Time",
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
      cell: (row) => (
        <Amount
          amount={accountId === null ? sizeOf(row) : legOn(row, accountId)}
          signed={accountId !== null}
        />
      ),
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
    {
      id: "source",
      header: "Source",
      width: "12rem",
      card: "aside",
      cell: (row) => <Id value={row.sourceId} />,
    },
    {
      id: "object",
      header: "Object",
      width: "12rem",
      cell: (row) => (row.objectId === null ? null : <Id value={row.objectId} />),
    },
  ];
}
