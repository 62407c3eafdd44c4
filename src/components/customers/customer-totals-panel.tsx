import Link from "next/link";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CustomerDetail, CustomerTotals } from "#core/contracts/customers.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";

const count = new Intl.NumberFormat("en-US");
const minus = (value: MoneyDto): MoneyDto => ({ ...value, amountMinor: -value.amountMinor });
const linkClasses = "rounded-sm text-primary underline underline-offset-4";

function Figure({ term, amount, note }: { term: string; amount: MoneyDto; note: string }) {
  return (
    <div>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="num">
        <Money {...amount} className="font-medium" />
        <span className="block text-meta text-secondary-foreground">{note}</span>
      </dd>
    </div>
  );
}

function CurrencyTotals({ totals }: { totals: CustomerTotals }) {
  const { paid, refunded, disputed, payments, failed, refunds, disputes } = totals;
  const failures = failed === 0 ? "" : `, ${count.format(failed)} declined`;
  return (
    <dl className="grid grid-cols-3 gap-3 border-b pb-2 last:border-b-0 last:pb-0">
      <Figure amount={paid} note={`${count.format(payments)} paid${failures}`} term="Paid" />
      <Figure amount={minus(refunded)} note={`${count.format(refunds)} refunds`} term="Refunded" />
      <Figure
        amount={minus(disputed)}
        note={`${count.format(disputes)} disputes`}
        term="Disputed"
      />
    </dl>
  );
}

function Spans({ detail }: { detail: CustomerDetail }) {
  const { firstPaymentAt, lastPaymentAt, openDisputes, openCases, customer } = detail;
  return (
    <ul className="grid gap-1 text-secondary-foreground">
      {firstPaymentAt === null || lastPaymentAt === null ? null : (
        <li>
          First paid <Time as="date" at={firstPaymentAt} />, last <Time at={lastPaymentAt} />.
        </li>
      )}
      {customer.balance === null ? null : (
        <li>
          {customer.balance.amountMinor < 0n ? "Credit for the next invoice: " : "Owed with it: "}
          <Money
            amountMinor={
              customer.balance.amountMinor < 0n
                ? -customer.balance.amountMinor
                : customer.balance.amountMinor
            }
            currency={customer.balance.currency}
          />
        </li>
      )}
      {openDisputes === 0 ? null : (
        <li>
          {openDisputes === 1 ? "A dispute waits" : `${openDisputes} disputes wait`} for an answer.
        </li>
      )}
      {openCases.map(({ id, number, title }) => (
        <li key={id}>
          Open case{" "}
          <Link className={linkClasses} href={`/reviews/${id}`}>
            {number}
          </Link>
          : {title}
        </li>
      ))}
    </ul>
  );
}

/** What the customer paid, got back and disputed, each currency apart, and what is open about them. */
export function CustomerTotalsPanel({ detail }: { detail: CustomerDetail }) {
  return (
    <Panel className="min-h-40" title="Money">
      <div className="grid gap-3">
        {detail.totals.length === 0 ? (
          <p className="text-secondary-foreground">This customer has not paid yet.</p>
        ) : (
          detail.totals.map((totals) => (
            <CurrencyTotals key={totals.paid.currency} totals={totals} />
          ))
        )}
        <Spans detail={detail} />
      </div>
    </Panel>
  );
}
