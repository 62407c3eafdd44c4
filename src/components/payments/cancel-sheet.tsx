"use client";

import { useState } from "react";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { Field } from "#components/ui/field.tsx";
import { Id } from "#components/ui/id.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTRPCClient } from "#trpc/client.tsx";

const REASONS = {
  requested_by_customer: "The customer asked for it",
  duplicate: "It is a duplicate",
  fraudulent: "It is fraud",
  abandoned: "It was abandoned",
} as const;
type Reason = keyof typeof REASONS;

interface CancelSheetProps {
  paymentId: string;
  /** The reason to begin with. */
  initialReason?: Reason;
  onClose: () => void;
}

const isReason = (value: string): value is Reason => value in REASONS;

/** Gives up a payment that was not taken. Mount it to open it. */
export function CancelSheet({
  paymentId,
  initialReason = "requested_by_customer",
  onClose,
}: CancelSheetProps) {
  const client = useTRPCClient();
  const [reason, setReason] = useState(initialReason);
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.payments.cancel.preview.mutate({ params }, options),
      request: (asked) => client.payments.cancel.request.mutate(asked),
    },
    { params: { paymentId, reason }, problems: [], needsNote: false },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={drafting.previewing.preview?.title ?? "Cancel the payment"}
      description={<Id value={paymentId} />}
      drafting={drafting}
      hint="Stripe's side of it is being worked out."
      onClose={onClose}
      title="Cancel payment"
      variant="danger"
    >
      <Field label="Reason">
        {(control) => (
          <Select
            {...control}
            onChange={({ target }) => {
              if (isReason(target.value)) setReason(target.value);
              drafting.typedOn();
            }}
            value={reason}
          >
            {Object.entries(REASONS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </OverrideSheet>
  );
}
