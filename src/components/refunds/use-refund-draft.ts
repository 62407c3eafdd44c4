"use client";

import { useState } from "react";
import { formatMajor } from "#core/money.ts";
import { newCommandId } from "./new-command-id.ts";
import {
  draftProblems,
  isNoteRequired,
  REFUND_FIELDS,
  type RefundDraft,
  readAmount,
} from "./refund-draft.ts";
import type { RefundTarget } from "./refund-target.ts";
import { type RefundPreviewState, useRefundPreview } from "./use-refund-preview.ts";
import { useRefundRequest } from "./use-refund-request.ts";
import { useSendAttempt } from "./use-send-attempt.ts";

/** Why the button cannot be used now; what is missing in the fields is said by the fields. */
function whyNotNow({ preview, isCurrent, error }: RefundPreviewState): string | undefined {
  if (error) return "The preview could not be made, so nothing can be sent.";
  if (!isCurrent || preview === null) return "Waits for the preview of this amount.";
  if (preview.verdict.kind !== "deny") return undefined;
  const { rule, text } = preview.verdict.reasons[0] ?? { rule: "policy", text: "Forbidden." };
  return `${text} (${rule})`;
}

/** All that is left, and the reason where it is given; money that was passed on is taken back, and our fee given back. */
function blankDraft({ left, reason }: RefundTarget): RefundDraft {
  const connect = { reverseTransfer: true, refundApplicationFee: true };
  return { amountText: formatMajor(left), reason: reason ?? null, note: "", connect };
}

/**
 * Everything the sheet knows: the draft, its preview, and how to send it. The command's id is made once, so that sending
 * again after a lost answer is the same intent and never a second refund.
 */
export function useRefundDraft(target: RefundTarget, onRecorded: () => void) {
  const [commandId] = useState(newCommandId);
  const [draft, setDraft] = useState<RefundDraft>(() => blankDraft(target));
  const attempt = useSendAttempt();
  const { amount } = readAmount(draft.amountText, target.left);
  const connect = target.passedOnTo === null ? undefined : draft.connect;
  const previewing = useRefundPreview({ commandId, target, amount, reason: draft.reason, connect });
  const request = useRefundRequest(onRecorded);
  const verdict = previewing.preview?.verdict ?? null;
  const problems = draftProblems(draft, target.left, verdict);
  const unavailableBecause = amount === null ? undefined : whyNotNow(previewing);
  const send = () => {
    if (request.isPending) return;
    attempt.tried();
    const { reason } = draft;
    if (problems.length > 0 || unavailableBecause !== undefined) return;
    if (amount === null || reason === null || previewing.preview === null) return;
    const note = draft.note.trim();
    request.mutate(
      {
        commandId,
        paymentId: target.paymentId,
        amount,
        reason,
        previewHash: previewing.preview.previewHash,
        ...(note === "" ? {} : { note }),
        ...(connect ? { connect } : {}),
        ...(target.caseId ? { caseId: target.caseId } : {}),
      },
      { onError: () => previewing.again() },
    );
  };
  return {
    draft,
    change: (change: Partial<RefundDraft>) => {
      setDraft((before) => ({ ...before, ...change }));
      attempt.typedOn();
      if (request.isError) request.reset();
    },
    amount,
    verdict,
    previewing,
    isNoteRequired: isNoteRequired(draft.reason, verdict),
    summary: attempt.isFresh ? problems : [],
    problemOf: (fieldId: string) => {
      const shown = attempt.isChecked || fieldId === REFUND_FIELDS.amount ? problems : [];
      return shown.find((problem) => problem.fieldId === fieldId)?.message;
    },
    unavailableBecause,
    /** Said when somebody has tried to send and it could not be. */
    refusal: attempt.isFresh ? unavailableBecause : undefined,
    isSending: request.isPending,
    error: request.error,
    send,
  };
}
