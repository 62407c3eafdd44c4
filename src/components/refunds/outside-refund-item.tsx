import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { CancelRefundAction } from "./cancel-refund-action.tsx";
import { refundReasonTitle } from "./refund-reasons.ts";

const STATUS: Readonly<Record<string, { word: string; tone: Tone }>> = {
  succeeded: { word: "Confirmed", tone: "ok" },
  pending: { word: "Accepted", tone: "info" },
  requires_action: { word: "Waits for customer", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  canceled: { word: "Cancelled", tone: "mute" },
};

/** A refund that was not asked for here: in Stripe's dashboard, by the shop's own code, by the import's past. */
export function OutsideRefundItem({ refund }: { refund: PaymentDetail["refunds"][number] }) {
  const status = STATUS[refund.status] ?? { word: refund.status, tone: "mute" };
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <span className="inline-flex min-w-30">
        <Status tone={status.tone}>{status.word}</Status>
      </span>
      <span className="font-medium">
        Refund <Money {...refund.amount} />
      </span>
      <span className="text-secondary-foreground">
        {refund.reason === null ? "Made outside this console" : refundReasonTitle(refund.reason)}
        {refund.failureReason === null ? "" : `: ${refund.failureReason.replaceAll("_", " ")}`}
      </span>
      <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
        <Id copyLabel="refund" value={refund.id} />
        <Time at={refund.at} />
        <CancelRefundAction refund={refund} />
      </span>
    </li>
  );
}
