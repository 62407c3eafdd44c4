import type { Column } from "#components/ui/data-table.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentRow } from "#core/contracts/payments.ts";
import { declineText } from "./decline-text.ts";
import { MethodLabel } from "./method-label.tsx";
import { PaymentStatus } from "./payment-status.tsx";
import { RiskLabel } from "./risk-label.tsx";

const dash = <span className="text-muted-foreground">–</span>;

function Description({ payment }: { payment: PaymentRow }) {
  const decline = payment.declineCode === null ? null : declineText(payment.declineCode).short;
  const text = decline ?? payment.description;
  if (text === null) return dash;
  return (
    <span className="block truncate text-secondary-foreground" title={text}>
      {text}
    </span>
  );
}

function Customer({ payment }: { payment: PaymentRow }) {
  const { customer } = payment;
  if (customer === null) return dash;
  if (customer.label !== null) return <span className="block truncate">{customer.label}</span>;
  return <span className="font-mono text-meta">{customer.id}</span>;
}

/** The columns of the list; on a phone amount, time, state, method and customer make a card. */
export const PAYMENT_COLUMNS: readonly Column<PaymentRow>[] = [
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    width: "9rem",
    card: "amount",
    cell: ({ amount }) => <Money {...amount} className="font-medium" />,
  },
  {
    id: "state",
    header: "State",
    width: "16rem",
    card: "status",
    cell: (row) => <PaymentStatus payment={row} />,
  },
  {
    id: "method",
    header: "Method",
    width: "10rem",
    card: "meta",
    cell: ({ method }) => <MethodLabel method={method} />,
  },
  {
    id: "customer",
    header: "Customer",
    width: "14rem",
    card: "title",
    cell: (row) => <Customer payment={row} />,
  },
  { id: "description", header: "Description", cell: (row) => <Description payment={row} /> },
  {
    id: "risk",
    header: "Risk",
    width: "7rem",
    cell: ({ riskLevel }) => <RiskLabel level={riskLevel} />,
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
