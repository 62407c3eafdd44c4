"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { RefundSheet } from "#components/refunds/refund-sheet.tsx";
import { refundTargetOf } from "#components/refunds/refund-target.ts";
import { Button } from "#components/ui/button.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { ApproveReviewSheet } from "./approve-review-sheet.tsx";
import { CancelSheet } from "./cancel-sheet.tsx";

interface SheetProps {
  detail: PaymentDetail;
  onClose: () => void;
}

/** Stripe closes a review as fraud when its payment is given back or given up as fraud; it has no other way to refuse. */
function RefuseReviewSheet({ detail, onClose }: SheetProps) {
  if (detail.authorisation !== null)
    return (
      <CancelSheet initialReason="fraudulent" onClose={onClose} paymentId={detail.payment.id} />
    );
  return (
    <RefundSheet onClose={onClose} target={{ ...refundTargetOf(detail), reason: "fraudulent" }} />
  );
}

/** Which way of refusing is open to this person; none for a payment that can be neither given up nor given back. */
function useMayRefuse({ authorisation, refundBlockedBy }: PaymentDetail): boolean {
  const mayCancel = usePermitted("payment:capture");
  const mayRefund = usePermitted("refund:request-fraudulent");
  return authorisation === null ? mayRefund && refundBlockedBy === null : mayCancel;
}

/** Radar's open review of a payment: approve it, or refuse it. Nothing where none is open. */
export function ReviewAction({ detail }: { detail: PaymentDetail }) {
  const may = usePermitted("radar-review:decide");
  const mayRefuse = useMayRefuse(detail);
  const [sheet, setSheet] = useState<"approve" | "refuse" | null>(null);
  const close = () => setSheet(null);
  const isWanted = may && detail.radarReviews.some(({ open }) => open);
  useCommands("payment", {
    ...(isWanted ? { "payment.approve-review": () => setSheet("approve") } : {}),
    ...(isWanted && mayRefuse ? { "payment.refuse-review": () => setSheet("refuse") } : {}),
  });
  if (!isWanted) return null;
  return (
    <>
      <Button onClick={() => setSheet("approve")}>Approve review…</Button>
      {mayRefuse ? <Button onClick={() => setSheet("refuse")}>Refuse as fraud…</Button> : null}
      {sheet === "approve" ? (
        <ApproveReviewSheet onClose={close} paymentId={detail.payment.id} />
      ) : null}
      {sheet === "refuse" ? <RefuseReviewSheet detail={detail} onClose={close} /> : null}
    </>
  );
}
