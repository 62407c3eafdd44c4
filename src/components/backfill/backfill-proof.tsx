import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BackfillStatus, ProofRowDto } from "#core/contracts/backfill.ts";

type Proof = NonNullable<BackfillStatus["proof"]>;

const SEGMENT_WORDS = { available: "Available", pending: "Pending" } as const;

function Line({ name, amount, currency }: { name: string; amount: bigint; currency: string }) {
  return (
    <tr>
      <th className="py-0.5 pr-3 text-left font-normal text-secondary-foreground" scope="row">
        {name}
      </th>
      <td className="text-right" data-num="">
        <Money amountMinor={amount} currency={currency} />
      </td>
    </tr>
  );
}

function ProofRow({ row }: { row: ProofRowDto }) {
  const { currency, opening, transactions, stripe, difference } = row;
  const name = `${SEGMENT_WORDS[row.segment]}, ${currency.toUpperCase()}`;
  return (
    <section
      aria-label={name}
      className="grid content-start gap-1 border-t pt-2 first:border-t-0 first:pt-0"
    >
      <h3 className="flex items-center justify-between gap-3 font-medium">
        {name}
        {difference === 0n ? <Status tone="ok">Equal</Status> : <Status tone="bad">Differs</Status>}
      </h3>
      <table className="w-full">
        <tbody>
          <Line amount={opening} currency={currency} name="Opening balance" />
          <Line amount={transactions} currency={currency} name="All transactions since" />
          <Line amount={opening + transactions} currency={currency} name="Together" />
          <Line amount={stripe} currency={currency} name="Stripe's balance" />
          {difference === 0n ? null : (
            <Line amount={difference} currency={currency} name="Difference" />
          )}
        </tbody>
      </table>
    </section>
  );
}

/** The proof of a run: what there was, and all that happened since, come to what Stripe holds. */
export function BackfillProof({ proof }: { proof: Proof }) {
  const hasOpening = proof.rows.some(({ opening }) => opening !== 0n);
  return (
    <Panel title="Proof">
      <div className="grid gap-3">
        {proof.rows.map((row) => (
          <ProofRow key={`${row.currency} ${row.segment}`} row={row} />
        ))}
        <p className="text-meta text-secondary-foreground">
          {hasOpening
            ? "The history does not begin at the account's first day: the opening balance was computed once, as what Stripe held less all transactions since. "
            : null}
          Compared <Time at={proof.provedAt} />, between two equal readings of Stripe's balance.
        </p>
      </div>
    </Panel>
  );
}
