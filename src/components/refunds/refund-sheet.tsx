"use client";

import { useRef } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { queueLabel } from "#components/operations/held-back.ts";
import { HeldBackNote } from "#components/operations/held-back-note.tsx";
import { useHeldBack } from "#components/operations/use-held-back.ts";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { FormErrorSummary } from "#components/ui/form-error-summary.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { PolicyVerdict } from "./policy-verdict.tsx";
import { refundCommitLabel } from "./refund-commit-label.ts";
import { RefundFields } from "./refund-fields.tsx";
import { RefundPreviewSection } from "./refund-preview-section.tsx";
import type { RefundTarget } from "./refund-target.ts";
import { useReasonDigits } from "./use-reason-digits.ts";
import { useRefundDraft } from "./use-refund-draft.ts";

type Drafting = ReturnType<typeof useRefundDraft>;

function Footer({ drafting, target }: { drafting: Drafting; target: RefundTarget }) {
  const isHeldBack = useHeldBack("refund") !== null;
  const { verdict, amount, error, isSending, send, unavailableBecause, refusal } = drafting;
  const label = refundCommitLabel(target, amount, verdict);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {error ? <ApiErrorPanel error={error} /> : null}
      <div className="min-h-10">
        {verdict === null ? <Skeleton className="h-5 w-40" /> : <PolicyVerdict verdict={verdict} />}
      </div>
      <p aria-live="polite" className="text-meta text-warn empty:hidden">
        {refusal}
      </p>
      <HeldBackNote kind="refund" />
      <CommitButton onCommit={send} pending={isSending} unavailableBecause={unavailableBecause}>
        {isHeldBack && verdict?.kind === "allow" ? queueLabel(label) : label}
      </CommitButton>
    </div>
  );
}

interface RefundSheetProps {
  target: RefundTarget;
  onClose: () => void;
  /** Called with the sheet already closing, once the request is recorded. */
  onRecorded?: () => void;
}

/**
 * Refunds a payment, or asks for it: amount, reason, note, and what the server says will happen. Mount it to open it; the
 * command's id is as old as the sheet.
 */
export function RefundSheet({ target, onClose, onRecorded }: RefundSheetProps) {
  const firstReason = useRef<HTMLElement>(null);
  const drafting = useRefundDraft(target, () => {
    onClose();
    onRecorded?.();
  });
  const digits = useReasonDigits((reason) => drafting.change({ reason }));
  return (
    <SideSheet
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...target.captured} />
          <MethodLabel method={target.method} />
          <Id value={target.paymentId} />
        </span>
      }
      footer={<Footer drafting={drafting} target={target} />}
      initialFocus={firstReason}
      onCommit={drafting.send}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Refund"
    >
      <form
        className="grid gap-3"
        noValidate
        onSubmit={(event) => event.preventDefault()}
        ref={digits}
      >
        <FormErrorSummary problems={drafting.summary} />
        <RefundFields
          draft={drafting.draft}
          isNoteRequired={drafting.isNoteRequired}
          onChange={drafting.change}
          problemOf={drafting.problemOf}
          reasonsRef={(group) => {
            firstReason.current = group?.querySelector<HTMLElement>("[role=radio]") ?? null;
          }}
          target={target}
        />
        <RefundPreviewSection
          disputed={target.disputed}
          hasAmount={drafting.amount !== null}
          state={drafting.previewing}
        />
      </form>
    </SideSheet>
  );
}
