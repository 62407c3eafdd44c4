"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { CancelRefundAction } from "#components/refunds/cancel-refund-action.tsx";
import { Id } from "#components/ui/id.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CustomerRefund } from "#core/contracts/customers.ts";
import { useTRPC } from "#trpc/client.tsx";
import { refundStatusWords } from "./refund-status-words.ts";

const linkClasses = "rounded-sm text-primary hover:underline";

function RefundRow({ refund }: { refund: CustomerRefund }) {
  const { word, tone } = refundStatusWords(refund.status);
  const href =
    refund.commandId === null
      ? refund.paymentId && `/payments/${refund.paymentId}`
      : `/overrides/${refund.commandId}`;
  const amount = (
    <Money amountMinor={-refund.amount.amountMinor} currency={refund.amount.currency} />
  );
  return (
    <ListRow
      aside={
        <>
          <Id copyLabel="refund" value={refund.id} />
          <Time at={refund.at} />
          <CancelRefundAction refund={refund} />
        </>
      }
    >
      <Status tone={tone}>{word}</Status>
      {href === null ? (
        amount
      ) : (
        <Link className={linkClasses} href={href}>
          {amount}
        </Link>
      )}
      <span className="text-secondary-foreground">
        {(refund.failureReason ?? refund.reason)?.replaceAll("_", " ")}
        {refund.commandId === null ? " made outside the console" : ""}
      </span>
    </ListRow>
  );
}

/** What the customer got back, or is to get. */
export function CustomerRefundsPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.customers.refunds.queryOptions({ customerId }));
  return (
    <ListPanel
      empty="Nothing has been refunded to this customer."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Refunds"
    >
      {(refund) => <RefundRow key={refund.id} refund={refund} />}
    </ListPanel>
  );
}
