import Link from "next/link";
import type { JournalDto } from "#core/contracts/ledger.ts";
import { Credit, Debit } from "./debit-credit.tsx";

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
          <th className="py-1 pl-3 text-right font-medium" scope="col">
            Debit
          </th>
          <th className="py-1 pl-3 text-right font-medium" scope="col">
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((leg) => (
          <tr className="border-t" key={`${leg.accountId}:${leg.amount.amountMinor}`}>
            <th className="py-1.5 pr-3 text-left font-normal" scope="row">
              <Link className="hover:underline" href={`/ledger/accounts/${leg.accountId}`}>
                {leg.label}{" "}
                <span className="font-mono text-meta text-muted-foreground">{leg.code}</span>
              </Link>
            </th>
            <td className="py-1.5 pl-3 text-right" data-num="">
              <Debit amount={leg.amount} />
            </td>
            <td className="py-1.5 pl-3 text-right" data-num="">
              <Credit amount={leg.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
