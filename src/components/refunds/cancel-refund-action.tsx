"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { Button } from "#components/ui/button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { useTRPCClient } from "#trpc/client.tsx";

interface CancellableRefund {
  readonly id: string;
  readonly status: string;
  readonly amount: MoneyDto;
}

function CancelRefundSheet({
  refund,
  onClose,
}: {
  refund: CancellableRefund;
  onClose: () => void;
}) {
  const client = useTRPCClient();
  const { id, amount } = refund;
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.refunds.cancel.preview.mutate({ params }, options),
      request: (asked) => client.refunds.cancel.request.mutate(asked),
    },
    { params: { refundId: id }, problems: [], needsNote: true },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={`Cancel the refund of ${moneyText(amount.amountMinor, amount.currency)}`}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...amount} /> <Id value={id} />
        </span>
      }
      drafting={drafting}
      hint="What would follow is being worked out."
      onClose={onClose}
      title="Cancel refund"
      variant="danger"
    />
  );
}

/** For a refund that Stripe still takes back, and for who may ask; nothing at all otherwise. */
export function CancelRefundAction({ refund }: { refund: CancellableRefund }) {
  const may = usePermitted("refund:request");
  const [isOpen, setOpen] = useState(false);
  // Only while the customer has still to say where the money goes: https://docs.stripe.com/api/refunds/cancel
  if (!may || refund.status !== "requires_action") return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} size="sm">
        Cancel refund…
      </Button>
      {isOpen ? <CancelRefundSheet onClose={() => setOpen(false)} refund={refund} /> : null}
    </>
  );
}
