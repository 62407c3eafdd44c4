import type { Column } from "#components/ui/data-table.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import { COUNTED_LINES, type PayoutDto } from "#core/contracts/payouts.ts";
import { OpenBreakLink } from "./open-break-link.tsx";
import { BankStatus, PayoutStatus } from "./payout-status.tsx";

const count = new Intl.NumberFormat("en-US");
const dash = <span className="text-muted-foreground">–</span>;

/** How many lines a payout has, as far as they were counted. */
function linesText(lines: number): string {
  return lines > COUNTED_LINES ? `${count.format(COUNTED_LINES)}+` : count.format(lines);
}

/** The columns of the list of payouts; on a phone amount, state, bank and arrival make a card. */
export const PAYOUT_COLUMNS: readonly Column<PayoutDto>[] = [
  {
    id: "arrival",
    header: "Arrives",
    width: "8rem",
    card: "amount",
    cell: (row) => <Time as="date" at={row.arrivalAt} />,
  },
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "10rem",
    card: "title",
    cell: (row) => <Money {...row.amount} className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    width: "8rem",
    card: "status",
    cell: (row) => <PayoutStatus status={row.status} />,
  },
  {
    id: "bank",
    header: "Bank",
    width: "8rem",
    card: "aside",
    cell: (row) => <BankStatus bank={row.bank} />,
  },
  {
    id: "days",
    header: "Days out",
    numeric: true,
    width: "5.5rem",
    cell: (row) => (row.daysOutstanding === null ? dash : count.format(row.daysOutstanding)),
  },
  {
    id: "lines",
    header: "Lines",
    numeric: true,
    width: "5.5rem",
    cell: (row) => (row.lines === 0 ? dash : linesText(row.lines)),
  },
  {
    id: "kind",
    header: "Made",
    width: "8rem",
    cell: (row) => (
      <span className="text-secondary-foreground">
        {row.automatic ? "by schedule" : row.method === "instant" ? "instant" : "by hand"}
      </span>
    ),
  },
  { id: "id", header: "Payout", width: "9rem", cell: (row) => <Id value={row.id} /> },
  {
    id: "break",
    header: "Break",
    card: "meta",
    cell: (row) => (row.openBreak ? <OpenBreakLink openBreak={row.openBreak} /> : dash),
  },
];
