"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { PaymentLinkAction } from "#components/payment-methods/payment-link.tsx";
import { RefundSheet } from "#components/refunds/refund-sheet.tsx";
import { refundTargetOf } from "#components/refunds/refund-target.ts";
import { RetryAction } from "#components/retries/retry-action.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Id } from "#components/ui/id.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { AuthorisationActions } from "./authorisation-actions.tsx";
import { REFUND_BLOCK_SENTENCES } from "./payment-state-words.ts";
import { PaymentStatus } from "./payment-status.tsx";
import { ReviewAction } from "./review-action.tsx";

function whyNoRefund({ refundBlockedBy: block }: PaymentDetail): string | undefined {
  return block === null || block === "no_permission" ? undefined : REFUND_BLOCK_SENTENCES[block];
}

/** The refund button and its sheet; nothing at all for who may not refund. */
function RefundAction({ detail }: { detail: PaymentDetail }) {
  const [isOpen, setOpen] = useState(false);
  const unavailableBecause = whyNoRefund(detail);
  const open = () => setOpen(true);
  useCommands("payment", { "payment.refund": { run: open, unavailableBecause } });
  return (
    <>
      <GuardedButton
        onClick={open}
        unavailableBecause={unavailableBecause}
        variant={unavailableBecause === undefined ? "primary" : "secondary"}
      >
        Refund…
        <Kbd inverted={unavailableBecause === undefined} keys="r" />
      </GuardedButton>
      {isOpen ? (
        <RefundSheet onClose={() => setOpen(false)} target={refundTargetOf(detail)} />
      ) : null}
    </>
  );
}

/** Head of a payment: how much, in what state, since when, and what may be done. */
export function PaymentHeader({ detail }: { detail: PaymentDetail }) {
  const { payment } = detail;
  const { toast } = useToast();
  const mayRefund = usePermitted("refund:request") && detail.refundBlockedBy !== "no_permission";
  useCommands("payment", {
    "payment.copy-id": () => {
      navigator.clipboard.writeText(payment.id).then(
        () => toast({ title: "Payment id copied" }),
        () => toast({ title: "The id could not be copied", tone: "bad" }),
      );
    },
  });
  return (
    <PageHeader
      actions={
        <>
          <ReviewAction detail={detail} />
          <AuthorisationActions detail={detail} />
          <RetryAction payment={payment} />
          <PaymentLinkAction payment={payment} />
          {mayRefund ? <RefundAction detail={detail} /> : null}
        </>
      }
      aside={<PaymentStatus payment={payment} withAmounts />}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Id copyLabel="payment" value={payment.id} />
          <Time as="absolute" at={payment.createdAt} />
          {payment.description === null ? null : <span>{payment.description}</span>}
        </span>
      }
      title={<Money {...payment.amount} />}
    />
  );
}
