"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommandsPanel } from "#components/overrides/commands-panel.tsx";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SubscriptionDetail, SubscriptionRow } from "#core/contracts/subscriptions.ts";
import { useTRPC } from "#trpc/client.tsx";
import { SubscriptionActions } from "./subscription-actions.tsx";

function collection({ paused, cancelAtPeriodEnd }: SubscriptionRow): string {
  if (paused !== null) return `Paused (${paused.behavior.replaceAll("_", " ")})`;
  return cancelAtPeriodEnd ? "Ends with its period" : "Goes on";
}

function Facts({ detail }: { detail: SubscriptionDetail }) {
  const { subscription, customer } = detail;
  const { amount, interval, currentPeriod, method } = subscription;
  return (
    <DefinitionList
      items={[
        { term: "Status", value: subscription.status.replaceAll("_", " ") },
        { term: "Collection", value: collection(subscription) },
        {
          term: "Price",
          value:
            amount === null ? (
              "By use"
            ) : (
              <>
                <Money {...amount} />
                {interval === null ? "" : ` every ${interval.count} ${interval.unit}`}
              </>
            ),
        },
        {
          term: "Period ends",
          value: currentPeriod === null ? "—" : <Time as="absolute" at={currentPeriod.end} />,
        },
        {
          term: "Paid with",
          value: method === null ? "No method is named" : <MethodLabel method={method.method} />,
        },
        {
          term: "Customer",
          value: (
            <Link
              className="rounded-sm text-primary hover:underline"
              href={`/customers/${customer.id}`}
            >
              {customer.label ?? <Id value={customer.id} />}
            </Link>
          ),
        },
      ]}
    />
  );
}

/** One subscription: how it stands, what it costs, and what may be done about it. */
export function SubscriptionPage({ subscriptionId }: { subscriptionId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.subscriptions.get.queryOptions({ subscriptionId }),
  );
  return (
    <>
      <PageHeader
        actions={data ? <SubscriptionActions subscription={data.subscription} /> : null}
        description={<Id copyLabel="subscription" value={subscriptionId} />}
        title={data?.subscription.label ?? "Subscription"}
      />
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel className="min-h-48" title="How it stands">
          {data === undefined ? <SkeletonLines lines={6} /> : <Facts detail={data} />}
        </Panel>
        <CommandsPanel targetId={subscriptionId} />
      </div>
    </>
  );
}
