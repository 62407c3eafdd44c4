import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CustomerRow } from "#core/contracts/customers.ts";
import { CustomerName } from "./customer-name.tsx";

const count = new Intl.NumberFormat("en-US");
const dash = <span className="text-muted-foreground">–</span>;

/** The currency most used, and how many more there are. */
function Paid({ paid }: Pick<CustomerRow, "paid">) {
  const [most, ...others] = paid;
  if (most === undefined) return dash;
  return (
    <span className="whitespace-nowrap">
      <Money {...most} className="font-medium" />
      {others.length === 0 ? null : (
        <span className="text-meta text-muted-foreground"> and {others.length} more</span>
      )}
    </span>
  );
}

function Standing({ row }: { row: CustomerRow }) {
  if (row.deleted) return <Status tone="mute">Deleted</Status>;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {row.delinquent ? (
        <Status glyph="warning" tone="warn">
          Behind
        </Status>
      ) : null}
      {row.disputes > 0 ? (
        <Status glyph="warning" tone="bad">
          {row.disputes === 1 ? "1 dispute" : `${count.format(row.disputes)} disputes`}
        </Status>
      ) : null}
    </span>
  );
}

/** The columns of the list; on a phone name, what was paid, standing and last payment make a card. */
export const CUSTOMER_COLUMNS: readonly Column<CustomerRow>[] = [
  {
    id: "customer",
    header: "Customer",
    width: "14rem",
    card: "title",
    cell: (row) => <CustomerName customer={row} />,
  },
  {
    id: "email",
    header: "E-mail",
    width: "14rem",
    card: "meta",
    cell: ({ email }) => email ?? dash,
  },
  {
    id: "paid",
    header: "Paid",
    numeric: true,
    width: "12rem",
    card: "amount",
    cell: ({ paid }) => <Paid paid={paid} />,
  },
  {
    id: "payments",
    header: "Payments",
    numeric: true,
    width: "6rem",
    cell: ({ payments }) => (payments === 0 ? dash : count.format(payments)),
  },
  { id: "standing", header: "Standing", card: "status", cell: (row) => <Standing row={row} /> },
  { id: "country", header: "Country", width: "5rem", cell: ({ country }) => country ?? dash },
  { id: "id", header: "Id", width: "9rem", cell: ({ id }) => <Id value={id} /> },
  {
    id: "last",
    header: "Last paid",
    numeric: true,
    width: "7rem",
    card: "aside",
    cell: ({ lastPaymentAt }) => (lastPaymentAt === null ? dash : <Time at={lastPaymentAt} />),
  },
  {
    id: "since",
    header: "Since",
    numeric: true,
    width: "7rem",
    cell: ({ createdAt }) => <Time as="date" at={createdAt} />,
  },
];
