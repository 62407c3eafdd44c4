"use client";

import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { Money } from "#components/ui/money.tsx";
import type { DisputeDetail } from "#core/contracts/disputes.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { reasonTitle } from "./dispute-words.ts";

interface AcceptDisputeSheetProps {
  dispute: DisputeDetail["dispute"];
  onClose: () => void;
}

/** Gives a dispute up, for good. Mount it to open it. */
export function AcceptDisputeSheet({ dispute, onClose }: AcceptDisputeSheetProps) {
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.disputes.accept.preview.mutate({ params }, options),
      request: (asked) => client.disputes.accept.request.mutate(asked),
    },
    { params: { disputeId: dispute.id }, problems: [], needsNote: true },
    onClose,
  );
  const { amountMinor, currency } = dispute.amount;
  return (
    <OverrideSheet
      commitLabel={`Accept the loss of ${moneyText(amountMinor, currency)}`}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...dispute.amount} />
          <span>{reasonTitle(dispute.reason)}</span>
        </span>
      }
      drafting={drafting}
      hint="What would be lost is being worked out."
      onClose={onClose}
      title="Accept dispute"
      variant="danger"
    />
  );
}
