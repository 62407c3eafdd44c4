import Link from "next/link";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";

function PayoutLink({ id }: { id: string }) {
  return (
    <Link className="text-primary underline-offset-4 hover:underline" href={`/payouts/${id}`}>
      <Id value={id} />
    </Link>
  );
}

/** What Stripe says of a payout beside its amount. */
export function PayoutFactsPanel({ detail }: { detail: PayoutDetailDto }) {
  const { payout } = detail;
  return (
    <Panel title="Facts">
      <DefinitionList
        items={[
          { term: "Payout", value: <Id copyLabel="payout" value={payout.id} /> },
          {
            term: "Made",
            value: `${payout.automatic ? "by Stripe's schedule" : "by hand"}, ${payout.method}`,
          },
          {
            term: "Destination",
            value: detail.destinationId ? <Id value={detail.destinationId} /> : "–",
          },
          { term: "On the statement", value: detail.statementDescriptor ?? "–" },
          {
            term: "Stripe's lines",
            value: detail.reconciliationStatus?.replaceAll("_", " ") ?? "–",
          },
          ...(detail.originalPayoutId
            ? [{ term: "Reverses", value: <PayoutLink id={detail.originalPayoutId} /> }]
            : []),
          ...(detail.reversedById
            ? [{ term: "Reversed by", value: <PayoutLink id={detail.reversedById} /> }]
            : []),
        ]}
      />
    </Panel>
  );
}
