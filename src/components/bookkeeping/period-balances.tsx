import Link from "next/link";
import { AccountCode } from "#components/ledger/account-code.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { PeriodBalanceDto, PeriodDetail } from "#core/contracts/bookkeeping.ts";
import { balanceTotals } from "./balance-totals.ts";

const cell = "py-1.5 pr-3 pl-1 text-right align-top";
const head = "h-8 px-3 text-right text-label text-muted-foreground";
const WIDE = "max-md:hidden";

function Figures({
  figures,
}: {
  figures: Pick<PeriodBalanceDto, "currency" | "opening" | "debits" | "credits" | "closing">;
}) {
  const { currency, opening, debits, credits, closing } = figures;
  return (
    <>
      <td className={cn(cell, WIDE)} data-num="">
        <Money amountMinor={opening} currency={currency} />
      </td>
      <td className={cn(cell, WIDE)} data-num="">
        <Money amountMinor={debits} currency={currency} />
      </td>
      <td className={cn(cell, WIDE)} data-num="">
        <Money amountMinor={credits} currency={currency} />
      </td>
      <td className={cell} data-num="">
        <Money amountMinor={closing} currency={currency} />
      </td>
    </>
  );
}

function BalanceRow({ balance }: { balance: PeriodBalanceDto }) {
  return (
    <tr className="border-t hover:bg-muted">
      <th className="py-1.5 pl-3 text-left font-normal" scope="row">
        <Link className="group block rounded-sm" href={`/ledger/accounts/${balance.accountId}`}>
          <span className="block group-hover:underline">{balance.label}</span>
          <AccountCode code={balance.code} />
        </Link>
      </th>
      <Figures figures={balance} />
    </tr>
  );
}

/** The trial balance of a month: opening, both sides, closing; all accounts together are zero in each currency. */
export function PeriodBalances({ period }: { period: PeriodDetail }) {
  const { balances, balanceHash, state } = period;
  if (state === "open") {
    return (
      <Panel title="Trial balance">
        <p className="text-secondary-foreground">
          The month still moves. Lock it to see what would be signed.
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      aside={
        balanceHash === null ? null : (
          <span className="inline-flex items-center gap-1 text-meta text-muted-foreground">
            SHA-256 <Id copyLabel="balance hash" value={balanceHash} />
          </span>
        )
      }
      flush
      title={state === "closed" ? "Trial balance, as signed" : "Trial balance, to be signed"}
    >
      <table className="w-full">
        <caption className="sr-only">Trial balance of the month</caption>
        <thead>
          <tr>
            <th className={cn(head, "text-left")} scope="col">
              Account
            </th>
            {["Opening", "Debits", "Credits"].map((title) => (
              <th className={cn(head, WIDE)} key={title} scope="col">
                {title}
              </th>
            ))}
            <th className={head} scope="col">
              Closing
            </th>
          </tr>
        </thead>
        <tbody>
          {balances.map((balance) => (
            <BalanceRow balance={balance} key={`${balance.code} ${balance.currency}`} />
          ))}
        </tbody>
        <tfoot>
          {balanceTotals(balances).map((total) => (
            <tr className="border-t font-medium" key={total.currency}>
              <th className="py-1.5 pl-3 text-left font-medium" scope="row">
                {`All accounts in ${total.currency.toUpperCase()}`}
              </th>
              <Figures figures={total} />
            </tr>
          ))}
        </tfoot>
      </table>
    </Panel>
  );
}
