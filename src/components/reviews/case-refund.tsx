"use client";

import { useQuery } from "@tanstack/react-query";
import { RefundSheet } from "#components/refunds/refund-sheet.tsx";
import { refundTargetOf } from "#components/refunds/refund-target.ts";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { useTRPC } from "#trpc/client.tsx";

interface CaseRefundProps {
  detail: CaseDetail;
  onClose: () => void;
  onRecorded: () => void;
}

/** The refund sheet on the payment of a case: the same command as everywhere, which also decides the case. */
export function CaseRefund({ detail, onClose, onRecorded }: CaseRefundProps) {
  const trpc = useTRPC();
  const payment = useQuery(trpc.payments.get.queryOptions({ paymentId: detail.subjectId }));
  if (!payment.data) return null;
  const target = { ...refundTargetOf(payment.data), caseId: detail.id };
  return <RefundSheet onClose={onClose} onRecorded={onRecorded} target={target} />;
}
