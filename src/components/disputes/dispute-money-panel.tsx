import Link from "next/link";
import { Id } from "#components/ui/id.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DisputeDetail, DisputeMovement } from "#core/contracts/disputes.ts";

function titleOf({ amount }: DisputeMovement): string {
  return amount.amountMinor < 0n ? "Taken by the bank" : "Given back";
}

function Movement({ movement }: { movement: DisputeMovement }) {
  const { amount, fee, journalId } = movement;
  return (
    <ListRow
      aside={
        <>
          {journalId === null ? (
            <Id value={movement.id} />
          ) : (
            <Link
              className="rounded-sm text-primary hover:underline"
              href={`/ledger/journals/${journalId}`}
            >
              Journal
            </Link>
          )}
          <Time at={movement.at} />
        </>
      }
    >
      <span>{titleOf(movement)}</span>
      <Money {...amount} className="font-medium" />
      {fee.amountMinor === 0n ? null : (
        <span className="text-secondary-foreground">
          fee <Money amountMinor={-fee.amountMinor} currency={fee.currency} />
        </span>
      )}
    </ListRow>
  );
}

/** What the dispute moved on Stripe's balance so far, and what is left of it. */
export function DisputeMoneyPanel({ detail }: { detail: DisputeDetail }) {
  const { movements, net, dispute } = detail;
  return (
    <Panel className="min-h-24" flush title="Money so far">
      {movements.length === 0 ? (
        <p className="p-3 text-secondary-foreground">
          {dispute.inquiry
            ? "An inquiry takes no money; nothing has moved."
            : "Stripe has booked nothing for it yet."}
        </p>
      ) : (
        <>
          <ul aria-label="Money so far">
            {movements.map((movement) => (
              <Movement key={movement.id} movement={movement} />
            ))}
          </ul>
          <p className="flex flex-wrap gap-x-3 border-t px-3 py-2 text-secondary-foreground">
            Together with fees
            {net.map((sum) => (
              <Money key={sum.currency} {...sum} className="font-medium" />
            ))}
          </p>
        </>
      )}
    </Panel>
  );
}
