import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PaymentDetail } from "#core/contracts/payments.ts";

type Dispute = PaymentDetail["disputes"][number];

/** An inquiry (`warning_*`) asks and has taken no money yet; a dispute has. */
const STATUS: Readonly<Record<string, { word: string; tone: Tone }>> = {
  warning_needs_response: { word: "Inquiry: answer it", tone: "warn" },
  warning_under_review: { word: "Inquiry answered", tone: "info" },
  warning_closed: { word: "Inquiry closed", tone: "mute" },
  needs_response: { word: "Needs an answer", tone: "bad" },
  under_review: { word: "The bank decides", tone: "info" },
  won: { word: "Won", tone: "ok" },
  lost: { word: "Lost", tone: "bad" },
};

function DisputeItem({ dispute }: { dispute: Dispute }) {
  const status = STATUS[dispute.status] ?? {
    word: dispute.status.replaceAll("_", " "),
    tone: "mute",
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <Status tone={status.tone}>{status.word}</Status>
      <Money {...dispute.amount} />
      <span className="text-secondary-foreground">{dispute.reason.replaceAll("_", " ")}</span>
      {dispute.answerBy === null ? null : (
        <span className="text-secondary-foreground">
          answer by <Time as="date" at={dispute.answerBy} />
        </span>
      )}
      <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
        <Id copyLabel="dispute" value={dispute.id} />
        <Time at={dispute.at} />
      </span>
    </li>
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
