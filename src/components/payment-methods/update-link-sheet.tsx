"use client";

import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { Id } from "#components/ui/id.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPCClient } from "#trpc/client.tsx";

interface UpdateLinkSheetProps {
  customerId: string;
  /** The failed payment that it is about; null for none. */
  paymentId: string | null;
  onClose: () => void;
  onRecorded: (command: CommandSummary) => void;
}

/** Asks for a link on which the customer saves another payment method. Mount it to open it. */
export function UpdateLinkSheet(props: UpdateLinkSheetProps) {
  const { customerId, paymentId, onClose, onRecorded } = props;
  const client = useTRPCClient();
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.paymentMethods.link.preview.mutate({ params }, options),
      request: (asked) => client.paymentMethods.link.request.mutate(asked),
    },
    {
      params: { step: "make" as const, customerId, paymentId },
      problems: [],
      needsNote: false,
    },
    onRecorded,
  );
  return (
    <OverrideSheet
      commitLabel="Make an update link"
      description={<Id value={paymentId ?? customerId} />}
      drafting={drafting}
      hint="What Stripe will be asked for is being worked out."
      onClose={onClose}
      title="Update link"
    />
  );
}
