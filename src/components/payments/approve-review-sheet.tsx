"use client";

import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { Id } from "#components/ui/id.tsx";
import { useTRPCClient } from "#trpc/client.tsx";

interface ApproveReviewSheetProps {
  paymentId: string;
  onClose: () => void;
}

/** Tells Radar that a payment in review is good. Mount it to open it. */
export function ApproveReviewSheet({ paymentId, onClose }: ApproveReviewSheetProps) {
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) =>
        client.payments.approveReview.preview.mutate({ params }, options),
      request: (asked) => client.payments.approveReview.request.mutate(asked),
    },
    { params: { paymentId }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={drafting.previewing.preview?.title ?? "Approve the review"}
      description={<Id value={paymentId} />}
      drafting={drafting}
      hint="What would follow is being worked out."
      onClose={onClose}
      title="Approve Radar's review"
    />
  );
}
