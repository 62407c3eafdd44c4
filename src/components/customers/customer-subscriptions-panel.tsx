"use client";

import { useQuery } from "@tanstack/react-query";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { Id } from "#components/ui/id.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SubscriptionRow } from "#core/contracts/subscriptions.ts";
import { useTRPC } from "#trpc/client.tsx";
import { subscriptionWords } from "./subscription-words.ts";

function Price({ row: { amount, interval } }: { row: SubscriptionRow }) {
  if (amount === null) return <span>by use</span>;
  const every =
    interval === null
      ? ""
      : ` every ${interval.count === 1 ? interval.unit : `${interval.count} ${interval.unit}s`}`;
  return (
    <span>
      <Money {...amount} />
      {every}
    </span>
  );
}

function Next({ row }: { row: SubscriptionRow }) {
  if (row.endedAt !== null) {
    return (
      <span>
        ended <Time as="date" at={row.endedAt} />
      </span>
    );
  }
  if (row.currentPeriod === null) return null;
  return (
    <span>
      {row.cancelAtPeriodEnd ? "ends" : "renews"} <Time as="date" at={row.currentPeriod.end} />
    </span>
  );
}

function SubscriptionItem({ row }: { row: SubscriptionRow }) {
  const { word, tone } = subscriptionWords(row.status);
  return (
    <ListRow aside={<Id copyLabel="subscription" value={row.id} />}>
      <Status tone={tone}>{word}</Status>
      {row.paused === null ? null : <Status tone="warn">Collection paused</Status>}
      <span className="font-medium">{row.label}</span>
      <span className="inline-flex flex-wrap gap-x-3 text-secondary-foreground">
        <Price row={row} />
        <Next row={row} />
        {row.method === null ? null : <MethodLabel method={row.method.method} />}
      </span>
    </ListRow>
  );
}

/** What the customer pays for again and again. */
export function CustomerSubscriptionsPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const options = trpc.subscriptions.forCustomer.queryOptions({ customerId });
  const { data, error, refetch } = useQuery(options);
  return (
    <ListPanel
      empty="No subscriptions."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Subscriptions"
    >
      {(row) => <SubscriptionItem key={row.id} row={row} />}
    </ListPanel>
  );
}
