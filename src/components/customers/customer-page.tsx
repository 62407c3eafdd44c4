"use client";

import { useQuery } from "@tanstack/react-query";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { NotesPanel } from "#components/notes/notes-panel.tsx";
import { UpdateLinksPanel } from "#components/payment-methods/update-links-panel.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Id } from "#components/ui/id.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CustomerDetail } from "#core/contracts/customers.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CustomerDisputesPanel } from "./customer-disputes-panel.tsx";
import { CustomerHeader } from "./customer-header.tsx";
import { CustomerInvoicesPanel } from "./customer-invoices-panel.tsx";
import { CustomerMethodsPanel } from "./customer-methods-panel.tsx";
import { CustomerOverridesPanel } from "./customer-overrides-panel.tsx";
import { CustomerPaymentsPanel } from "./customer-payments-panel.tsx";
import { CustomerRefundsPanel } from "./customer-refunds-panel.tsx";
import { CustomerSubscriptionsPanel } from "./customer-subscriptions-panel.tsx";
import { CustomerTotalsPanel } from "./customer-totals-panel.tsx";

const columns = "grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]";

function CustomerPanels({ detail }: { detail: CustomerDetail }) {
  const { id } = detail.customer;
  const seesSubscriptions = usePermitted("subscription:read");
  return (
    <div className={columns}>
      <div className="grid gap-4">
        <CustomerPaymentsPanel customerId={id} />
        {seesSubscriptions ? (
          <>
            <CustomerSubscriptionsPanel customerId={id} />
            <CustomerInvoicesPanel customerId={id} />
          </>
        ) : null}
        <CustomerRefundsPanel customerId={id} />
        <CustomerDisputesPanel customerId={id} />
        <CustomerOverridesPanel customerId={id} />
      </div>
      <div className="grid gap-4">
        <CustomerTotalsPanel detail={detail} />
        <CustomerMethodsPanel customerId={id} methods={detail.methods} />
        <UpdateLinksPanel customerId={id} />
        <NotesPanel subject={{ type: "customer", id }} />
      </div>
    </div>
  );
}

function CustomerPageSkeleton({ customerId }: { customerId: string }) {
  return (
    <>
      <PageHeader
        description={<Id full value={customerId} />}
        title={<Skeleton className="h-7 w-40" />}
      />
      <div className={columns}>
        <Panel className="min-h-96" title="Payments">
          <SkeletonLines lines={10} />
        </Panel>
        <div className="grid gap-4">
          <Panel className="min-h-40" title="Money">
            <SkeletonLines lines={3} />
          </Panel>
          <Panel className="min-h-24" title="Payment methods">
            <SkeletonLines lines={2} />
          </Panel>
        </div>
      </div>
    </>
  );
}

/** One customer: who it is, what they pay with, what they paid, got back and disputed, and what people did and wrote. */
export function CustomerPage({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.customers.get.queryOptions({ customerId }));
  usePageFreshness(data?.freshness.asOf ?? null);
  if (data === undefined) {
    if (error === null) return <CustomerPageSkeleton customerId={customerId} />;
    return (
      <>
        <PageHeader title="Customer" />
        <ApiErrorPanel error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <CustomerHeader detail={data} />
      {error ? (
        <div className="pb-4">
          <Banner tone="warn">
            This page could not be brought up to date; it shows older facts.
          </Banner>
        </div>
      ) : null}
      <CustomerPanels detail={data} />
    </>
  );
}
