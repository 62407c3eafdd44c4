import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LedgerOverview } from "#core/contracts/ledger.ts";

type Proof = LedgerOverview["proof"][number];

function Verdict({ proof }: { proof: Proof }) {
  if (proof.drift === null) return <Status tone="info">Not compared yet</Status>;
  return proof.drift === 0n ? (
    <Status tone="ok">Equal</Status>
  ) : (
    <Status tone="bad">Differs</Status>
  );
}

function Amount({ value, currency }: { value: bigint | null; currency: string }) {
  return value === null ? (
    <span className="text-muted-foreground">not read</span>
  ) : (
    <Money amountMinor={value} currency={currency} />
  );
}

/** The proof on top of the books: they balance in themselves, and they equal what Stripe says it holds. */
export function BalanceProof({ proof }: { proof: readonly Proof[] }) {
  return (
    <div className="grid gap-3 xl:grid-cols-2">
      {proof.map((one) => (
        <Panel
          aside={<Verdict proof={one} />}
          key={one.currency}
          title={`Ledger and Stripe, ${one.currency.toUpperCase()}`}
        >
          <table className="w-full">
            <thead>
              <tr className="text-left text-meta text-muted-foreground">
                <th className="py-1 font-medium" scope="col">
                  Balance
                </th>
                <th className="py-1 text-right font-medium" scope="col">
                  Ledger
                </th>
                <th className="py-1 text-right font-medium" scope="col">
                  Stripe
                </th>
              </tr>
            </thead>
            <tbody>
              <tr className="border-t">
                <th className="py-1 text-left font-normal" scope="row">
                  Available
                </th>
                <td className="text-right" data-num="">
                  <Amount currency={one.currency} value={one.ledgerAvailable} />
                </td>
                <td className="text-right" data-num="">
                  <Amount currency={one.currency} value={one.stripeAvailable} />
                </td>
              </tr>
              <tr className="border-t">
                <th className="py-1 text-left font-normal" scope="row">
                  Pending
                </th>
                <td className="text-right" data-num="">
                  <Amount currency={one.currency} value={one.ledgerPending} />
                </td>
                <td className="text-right" data-num="">
                  <Amount currency={one.currency} value={one.stripePending} />
                </td>
              </tr>
            </tbody>
          </table>
          <p className="mt-2 text-meta text-secondary-foreground">
            All accounts together: <Money amountMinor={one.trialBalance} currency={one.currency} />
            {one.trialBalance === 0n ? ", as it must be." : ", which must be zero."}
            {one.readAt ? (
              <>
                {" "}
                Stripe's balance was read <Time at={one.readAt} />.
              </>
            ) : null}
          </p>
        </Panel>
      ))}
    </div>
  );
}
