"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommandItem } from "#components/refunds/command-item.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#trpc/client.tsx";

/** What was asked for here on one thing, and where each request stands. */
export function CommandsPanel({ targetId }: { targetId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.commands.forPayment.queryOptions({ paymentId: targetId }),
  );
  return (
    <Panel className="min-h-24" flush title="Overrides">
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
      {data?.rows.length === 0 ? (
        <p className="p-3 text-secondary-foreground">Nothing was asked for here.</p>
      ) : null}
      <ul aria-label="Overrides">
        {(data?.rows ?? []).map((command) => (
          <CommandItem command={command} key={command.id} refund={null} />
        ))}
      </ul>
    </Panel>
  );
}
