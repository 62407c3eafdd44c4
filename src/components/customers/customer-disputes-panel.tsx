"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DisputeStatus } from "#components/disputes/dispute-status.tsx";
import { reasonTitle } from "#components/disputes/dispute-words.ts";
import { EvidenceDue } from "#components/disputes/evidence-due.tsx";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { ListRow } from "#components/ui/list-row.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 20;

/** What the customer's bank asked back. */
export function CustomerDisputesPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const input = { tab: "all", sort: "newest", customerId, limit: SHOWN } as const;
  const { data, error, refetch } = useQuery(trpc.disputes.list.queryOptions(input));
  return (
    <ListPanel
      empty="This customer has disputed nothing."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Disputes"
    >
      {(dispute) => (
        <ListRow aside={<Time at={dispute.createdAt} />} key={dispute.id}>
          <DisputeStatus status={dispute.status} />
          <Link
            className="rounded-sm text-primary hover:underline"
            href={`/disputes/${dispute.id}`}
          >
            <Money {...dispute.amount} />
          </Link>
          <span className="text-secondary-foreground">{reasonTitle(dispute.reason)}</span>
          {dispute.dueAt === null ? null : <EvidenceDue at={dispute.dueAt} />}
        </ListRow>
      )}
    </ListPanel>
  );
}
