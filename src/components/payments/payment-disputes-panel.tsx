import Link from "next/link";
import { DisputeStatus } from "#components/disputes/dispute-status.tsx";
import { reasonTitle } from "#components/disputes/dispute-words.ts";
import { EvidenceDue } from "#components/disputes/evidence-due.tsx";
import { Id } from "#components/ui/id.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";

type Dispute = PaymentDetail["disputes"][number];

function DisputeItem({ dispute }: { dispute: Dispute }) {
  return (
    <ListRow
      aside={
        <>
          <Id copyLabel="dispute" value={dispute.id} />
          <Time at={dispute.at} />
        </>
      }
    >
      <DisputeStatus status={dispute.status} />
      <Link className="rounded-sm text-primary hover:underline" href={`/disputes/${dispute.id}`}>
        <Money {...dispute.amount} />
      </Link>
      <span className="text-secondary-foreground">{reasonTitle(dispute.reason)}</span>
      {dispute.answerBy === null ? null : <EvidenceDue at={dispute.answerBy} />}
    </ListRow>
  );
}

/** What the customer's bank asks back or has taken back, newest first; nothing where it never did. */
export function PaymentDisputesPanel({ disputes }: { disputes: readonly Dispute[] }) {
  if (disputes.length === 0) return null;
  return (
    <Panel flush title="Disputes">
      <ul>
        {disputes.map((dispute) => (
          <DisputeItem dispute={dispute} key={dispute.id} />
        ))}
      </ul>
    </Panel>
  );
}
