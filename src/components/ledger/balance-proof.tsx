import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LedgerOverview } from "#core/contracts/ledger.ts";
import { isHeld, postedSince } from "./posted-since.ts";

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

interface SegmentProps {
  name: string;
  currency: string;
  ledger: bigint;
  stripe: bigint | null;
}

function Segment({ name, currency, ledger, stripe }: SegmentProps) {
  return (
    <tr className="border-t">
      <th className="py-1 text-left font-normal" scope="row">
        {name}
      </th>
      <td className="text-right" data-num="">
        <Amount currency={currency} value={ledger} />
      </td>
      <td className="text-right" data-num="">
        <Amount currency={currency} value={stripe} />
      </td>
    </tr>
  );
}

/** Both were equal at the reading; what the books took in since then explains why the columns are not. */
function PostedSince({ proof }: { proof: Proof }) {
  const since = postedSince(proof);
  if (since === null || since === 0n) return null;
  return (
    <>
      Since then <Money amountMinor={since} currency={proof.currency} sign="always" /> was posted.
    </>
  );
}

function ProofPanel({ proof }: { proof: Proof }) {
  const { currency } = proof;
  return (
    <Panel aside={<Verdict proof={proof} />} title={`Ledger and Stripe, ${currency.toUpperCase()}`}>
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
          <Segment
            currency={currency}
            ledger={proof.ledgerAvailable}
            name="Available"
            stripe={proof.stripeAvailable}
          />
          <Segment
            currency={currency}
            ledger={proof.ledgerPending}
            name="Pending"
            stripe={proof.stripePending}
          />
        </tbody>
      </table>
      <p className="mt-2 text-meta text-secondary-foreground">
        All accounts together: <Money amountMinor={proof.trialBalance} currency={currency} />
        {proof.trialBalance === 0n ? ", as it must be." : ", which must be zero."}{" "}
        {proof.readAt ? (
          <>
            Stripe's balance was read <Time at={proof.readAt} />.{" "}
          </>
        ) : null}
        <PostedSince proof={proof} />
      </p>
    </Panel>
  );
}

/** Currencies that customers paid in and Stripe converted: it holds none of them, so only the books are to be proven. */
function ConvertedPanel({ proof }: { proof: readonly Proof[] }) {
  const isProven = proof.every(({ trialBalance }) => trialBalance === 0n);
  return (
    <Panel
      aside={
        <Status tone={isProven ? "ok" : "bad"}>{isProven ? "Balanced" : "Not balanced"}</Status>
      }
      title="Converted by Stripe"
    >
      <ul>
        {proof.map(({ currency, trialBalance }) => (
          <li className="flex justify-between gap-3 border-t py-1 first:border-t-0" key={currency}>
            <span>All {currency.toUpperCase()} accounts together</span>
            <Money amountMinor={trialBalance} currency={currency} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The proof on top of the books: they balance in themselves, and they equal what Stripe says it holds. */
export function BalanceProof({ proof }: { proof: readonly Proof[] }) {
  const converted = proof.filter((one) => !isHeld(one));
  const held = converted.length === proof.length ? proof : proof.filter(isHeld);
  return (
    <div className="grid gap-3">
      {held.map((one) => (
        <ProofPanel key={one.currency} proof={one} />
      ))}
      {converted.length > 0 && held !== proof ? <ConvertedPanel proof={converted} /> : null}
    </div>
  );
}
