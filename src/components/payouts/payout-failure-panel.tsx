import Link from "next/link";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PayoutDetailDto } from "#core/contracts/payouts.ts";

/** Why a payout failed, and whether its money is back. */
export function PayoutFailurePanel({
  failure,
}: {
  failure: NonNullable<PayoutDetailDto["failure"]>;
}) {
  const { returned, journalId, transactionId } = failure;
  return (
    <Panel aside={<Status tone="bad">Failed</Status>} title="What happened">
      <p>
        {failure.message ?? "Stripe gives no reason."}
        {failure.code ? (
          <span className="ml-1.5 font-mono text-meta text-muted-foreground">{failure.code}</span>
        ) : null}
      </p>
      {returned ? (
        <p className="mt-1 text-secondary-foreground">
          <Money {...returned.amount} sign="always" /> came back into Stripe's balance{" "}
          <Time at={returned.at} />
          {transactionId && journalId ? (
            <>
              {" "}
              as{" "}
              <Link
                className="text-primary underline-offset-4 hover:underline"
                href={`/ledger/journals/${journalId}`}
              >
                <Id value={transactionId} />
              </Link>
            </>
          ) : null}
          .
        </p>
      ) : (
        <p className="mt-1 text-secondary-foreground">
          Stripe has not booked the money back into the balance yet.
        </p>
      )}
    </Panel>
  );
}
