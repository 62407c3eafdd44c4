"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CommandItem } from "./command-item.tsx";
import { OutsideRefundItem } from "./outside-refund-item.tsx";

interface PaymentRefundsPanelProps {
  paymentId: string;
  refunds: PaymentDetail["refunds"];
}

/** What was asked for here and where each request stands, with the refunds that were made elsewhere. */
export function PaymentRefundsPanel({ paymentId, refunds }: PaymentRefundsPanelProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.commands.forPayment.queryOptions({ paymentId }));
  const commands = data?.rows ?? [];
  const known = new Set(commands.map(({ id }) => id));
  const outside = refunds.filter(({ commandId }) => commandId === null || !known.has(commandId));
  const isEmpty = data !== undefined && commands.length + outside.length === 0;
  return (
    <Panel className="min-h-24" flush title="Refunds and requests">
      {error ? (
        <div className="p-3">
          <ApiErrorPanel error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {data === undefined && error === null ? (
        <div className="p-3">
          <SkeletonLines lines={2} />
        </div>
      ) : null}
      {isEmpty ? <p className="p-3 text-secondary-foreground">Nothing has been refunded.</p> : null}
      <ul aria-label="Refunds and requests">
        {commands.map((command) => (
          <CommandItem
            command={command}
            key={command.id}
            refund={refunds.find(({ commandId }) => commandId === command.id) ?? null}
          />
        ))}
        {data === undefined
          ? null
          : outside.map((refund) => <OutsideRefundItem key={refund.id} refund={refund} />)}
      </ul>
    </Panel>
  );
}
