import Link from "next/link";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";

const amount = (term: string, value: MoneyDto | null): Definition => ({
  term,
  numeric: true,
  value: value === null ? <NotKnown /> : <Money {...value} />,
});

const minus = (value: MoneyDto | null): MoneyDto | null =>
  value === null ? null : { ...value, amountMinor: -value.amountMinor };

function NotKnown() {
  return <span className="text-muted-foreground">not known yet</span>;
}

function Payout({ id }: { id: string | null }) {
  if (id === null) return <span className="text-muted-foreground">not paid out yet</span>;
  return (
    <Link className="rounded-sm text-primary hover:underline" href={`/ledger?query=${id}`}>
      <Id value={id} />
    </Link>
  );
}

/** What the payment is worth now: each amount in its own currency, the fee as Stripe took it. */
export function PaymentMoneyPanel({ detail }: { detail: PaymentDetail }) {
  const { refundable, fee, net, availableOn, payoutId } = detail;
  return (
    <Panel className="min-h-72" title="Money">
      <DefinitionList
        items={[
          amount("Gross", refundable.captured),
          amount("Stripe fee", minus(fee)),
          amount("Refunded", minus(refundable.refunded)),
          amount("Held for refunds", minus(refundable.held)),
          amount("Net of fee", net),
          amount("Left to refund", refundable.available),
          {
            term: "Available on",
            numeric: true,
            value: availableOn === null ? <NotKnown /> : <Time as="date" at={availableOn} />,
          },
          { term: "Payout", numeric: true, value: <Payout id={payoutId} /> },
        ]}
      />
    </Panel>
  );
}
