"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ConnectChoice, RefundPreview, RefundReason } from "#core/contracts/refunds.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { type ApiError, useTRPCClient } from "#trpc/client.tsx";
import type { RefundTarget } from "./refund-target.ts";
import { useDebounced } from "./use-debounced.ts";

const QUIET_MS = 250;

interface PreviewIntent {
  readonly commandId: string;
  readonly target: RefundTarget;
  /** Null while what is typed is no amount. */
  readonly amount: MoneyDto | null;
  readonly reason: RefundReason | null;
  /** What becomes of transfer and fee, for a payment that was passed on. */
  readonly connect: ConnectChoice | undefined;
}

export interface RefundPreviewState {
  /** The newest preview there is; it may be of an earlier amount. */
  readonly preview: RefundPreview | null;
  /** Whether it is of exactly what is entered now: only then may it be sent. */
  readonly isCurrent: boolean;
  readonly error: ApiError | null;
  readonly again: () => void;
}

/**
 * What the refund would do, renewed as the person types. Of the reasons only fraud changes what happens, so picking any
 * other one waits for nothing.
 */
export function useRefundPreview({
  commandId,
  target,
  amount,
  reason,
  connect,
}: PreviewIntent): RefundPreviewState {
  const client = useTRPCClient();
  const judged = reason === "fraudulent" ? reason : "requested_by_customer";
  const passedOn = connect ? ` ${connect.reverseTransfer} ${connect.refundApplicationFee}` : "";
  const key = amount === null ? null : `${amount.amountMinor} ${judged}${passedOn}`;
  const settledKey = useDebounced(key, QUIET_MS);
  const isSettled = key !== null && key === settledKey;
  const query = useQuery<RefundPreview, ApiError>({
    queryKey: ["refund-preview", commandId, key],
    queryFn: ({ signal }) => {
      const money = amount ?? target.left;
      const { paymentId, caseId } = target;
      return client.refunds.preview.mutate(
        {
          commandId,
          paymentId,
          amount: money,
          reason: judged,
          ...(caseId ? { caseId } : {}),
          ...(connect ? { connect } : {}),
        },
        { signal },
      );
    },
    enabled: isSettled,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const { data, error, isPlaceholderData, isFetching } = query;
  return {
    preview: data ?? null,
    isCurrent: isSettled && data !== undefined && !isPlaceholderData && !isFetching && !error,
    error: isFetching ? null : error,
    again: () => void query.refetch(),
  };
}
