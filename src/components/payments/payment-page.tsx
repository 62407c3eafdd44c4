"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { NotesPanel } from "#components/notes/notes-panel.tsx";
import { PaymentLinkPanel } from "#components/payment-methods/payment-link.tsx";
import { PaymentRefundsPanel } from "#components/refunds/payment-refunds-panel.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { useTRPC } from "#trpc/client.tsx";
import { PaymentAttemptsPanel } from "./payment-attempts-panel.tsx";
import { PaymentDisputesPanel } from "./payment-disputes-panel.tsx";
import { PaymentFactsPanel } from "./payment-facts-panel.tsx";
import { PaymentHeader } from "./payment-header.tsx";
import { PaymentMoneyPanel } from "./payment-money-panel.tsx";
import { PaymentPageSkeleton } from "./payment-page-skeleton.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";

function PaymentTimeline({ paymentId }: { paymentId: string }) {
  const trpc = useTRPC();
  const timeline = useQuery(trpc.payments.timeline.queryOptions({ paymentId }));
  return <TimelinePanel label="Timeline of the payment" timeline={timeline} />;
}

function PaymentPanels({ detail }: { detail: PaymentDetail }) {
  const { id } = detail.payment;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid gap-4">
        <PaymentLinkPanel payment={detail.payment} />
        <div className="grid gap-4 sm:grid-cols-2">
          <PaymentMoneyPanel detail={detail} />
          <PaymentFactsPanel detail={detail} />
        </div>
        <PaymentDisputesPanel disputes={detail.disputes} />
        <PaymentRefundsPanel paymentId={id} refunds={detail.refunds} />
        <PaymentAttemptsPanel attempts={detail.attempts} />
        <NotesPanel subject={{ type: "payment", id }} />
      </div>
      <PaymentTimeline paymentId={id} />
    </div>
  );
}

/** One payment: what it is worth now, what happened to it, and what may be done about it. */
export function PaymentPage({ paymentId }: { paymentId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.payments.get.queryOptions({ paymentId }));
  usePageFreshness(data?.freshness.asOf ?? null);
  if (data === undefined) {
    if (error === null) return <PaymentPageSkeleton paymentId={paymentId} />;
    return (
      <>
        <PageHeader title="Payment" />
        <ApiErrorPanel error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <PaymentHeader detail={data} />
      {error ? (
        <div className="pb-4">
          <Banner tone="warn">
            This page could not be brought up to date; it shows older facts.
          </Banner>
        </div>
      ) : null}
      <PaymentPanels detail={data} />
    </>
  );
}
