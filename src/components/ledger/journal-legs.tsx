import Link from "next/link";
import { cn } from "#components/ui/class-names.ts";
import type { JournalDto } from "#core/contracts/ledger.ts";
import { AccountCode } from "./account-code.tsx";
import { Credit, Debit, NARROW, OneSided, WIDE } from "./debit-credit.tsx";

const amountCell = "py-1.5 pl-3 text-right align-top";
const columnHead = "py-1 pl-3 text-right font-medium";

/** The legs of one journal, debits first; each leads to its account. */
export function JournalLegs({ legs }: { legs: JournalDto["legs"] }) {
  const ordered = legs.toSorted(
    (a, b) => Number(b.amount.amountMinor > 0n) - Number(a.amount.amountMinor > 0n),
  );
  return (
    <table className="w-full">
      <thead>
        <tr className="text-meta text-muted-foreground">
          <th className="py-1 text-left font-medium" scope="col">
            Account
          </th>
          <th className={cn(columnHead, WIDE)} scope="col">
            Debit
          </th>
          <th className={cn(columnHead, WIDE)} scope="col">
            Credit
          </th>
          <th className={cn(columnHead, NARROW)} scope="col">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((leg) => (
          <tr className="border-t" key={`${leg.accountId}:${leg.amount.amountMinor}`}>
            <th className="py-1.5 text-left font-normal" scope="row">
              <Link className="group block rounded-sm" href={`/ledger/accounts/${leg.accountId}`}>
                <span className="block group-hover:underline">{leg.label}</span>
                <AccountCode code={leg.code} />
              </Link>
            </th>
            <td className={cn(amountCell, WIDE)} data-num="">
              <Debit amount={leg.amount} />
            </td>
            <td className={cn(amountCell, WIDE)} data-num="">
              <Credit amount={leg.amount} />
            </td>
            <td className={cn(amountCell, NARROW)} data-num="">
              <OneSided amount={leg.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
