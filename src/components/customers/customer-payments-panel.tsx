"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { declineText } from "#components/payments/decline-text.ts";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { PaymentStatus } from "#components/payments/payment-status.tsx";
import { RetryButton } from "#components/retries/retry-button.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 10;
const linkClasses = "rounded-sm text-primary hover:underline";

/** The customer's latest payments, and the way to all of them. */
export function CustomerPaymentsPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const input = { query: customerId, limit: SHOWN };
  const { data, error, refetch } = useQuery(trpc.payments.list.queryOptions(input));
  return (
    <ListPanel
      aside={
        <Link className={linkClasses} href={`/payments?query=${customerId}`}>
          All payments
        </Link>
      }
      empty="This customer has not paid yet."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Payments"
    >
      {(payment) => (
        <ListRow
          aside={
            <>
              {payment.state === "failed" ? (
                <RetryButton amount={payment.amount} paymentId={payment.id} />
              ) : null}
              <Time at={payment.createdAt} />
            </>
          }
          key={payment.id}
        >
          <Link className={linkClasses} href={`/payments/${payment.id}`}>
            <Money {...payment.amount} className="font-medium" />
          </Link>
          <PaymentStatus payment={payment} />
          <MethodLabel method={payment.method} />
          <span className="min-w-0 truncate text-secondary-foreground">
            {payment.declineCode === null
              ? payment.description
              : declineText(payment.declineCode).short}
          </span>
        </ListRow>
      )}
    </ListPanel>
  );
}
