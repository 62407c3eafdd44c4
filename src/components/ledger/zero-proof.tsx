import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { LedgerOverview } from "#core/contracts/ledger.ts";

/** Of the past, the proof that the books balance in themselves: all accounts of a currency add up to zero. */
export function ZeroProof({ proof }: { proof: LedgerOverview["proof"] }) {
  const isProven = proof.every(({ trialBalance }) => trialBalance === 0n);
  return (
    <Panel
      aside={
        <Status tone={isProven ? "ok" : "bad"}>{isProven ? "Balanced" : "Not balanced"}</Status>
      }
      title="All accounts together"
    >
      <table className="w-full">
        <thead>
          <tr className="text-left text-meta text-muted-foreground">
            <th className="py-1 font-medium" scope="col">
              Currency
            </th>
            <th className="py-1 text-right font-medium" scope="col">
              Stripe balance
            </th>
            <th className="py-1 text-right font-medium" scope="col">
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {proof.map(({ currency, trialBalance, ledgerAvailable, ledgerPending }) => (
            <tr className="border-t" key={currency}>
              <th className="py-1 text-left font-normal" scope="row">
                {currency.toUpperCase()}
              </th>
              <td className="text-right" data-num="">
                <Money amountMinor={ledgerAvailable + ledgerPending} currency={currency} />
              </td>
              <td className="text-right" data-num="">
                <Money amountMinor={trialBalance} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-meta text-secondary-foreground">
        Debits and credits of each currency cancel out at any instant. What Stripe's balance was
        then is known from the books alone; it is compared with Stripe only as it is now.
      </p>
    </Panel>
  );
}
