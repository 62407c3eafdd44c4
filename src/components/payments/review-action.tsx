"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { Button } from "#components/ui/button.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { ApproveReviewSheet } from "./approve-review-sheet.tsx";

/** Approving Radar's open review; a payment that is no good is refunded or cancelled instead. Nothing where none is open. */
export function ReviewAction({ detail }: { detail: PaymentDetail }) {
  const may = usePermitted("radar-review:decide");
  const [isOpen, setOpen] = useState(false);
  const isWanted = may && detail.radarReviews.some(({ open }) => open);
  useCommands("payment", isWanted ? { "payment.approve-review": () => setOpen(true) } : {});
  if (!isWanted) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Approve review…</Button>
      {isOpen ? (
        <ApproveReviewSheet onClose={() => setOpen(false)} paymentId={detail.payment.id} />
      ) : null}
    </>
  );
}
