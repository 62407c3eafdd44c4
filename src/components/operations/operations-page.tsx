"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { OperationsDto } from "#core/contracts/operations.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BreakerPanel } from "./breaker-panel.tsx";
import { CallsPanel } from "./calls-panel.tsx";
import { EarlierSwitches } from "./earlier-switches.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { StopButton } from "./stop-button.tsx";
import { StuckPanel } from "./stuck-panel.tsx";
import { SwitchesPanel } from "./switches-panel.tsx";

const POLL_MS = 3_000;
const GRID = "grid items-start gap-3 lg:grid-cols-2";

function Body({ operations }: { operations: OperationsDto }) {
  const { stops, queue, calls, earlier } = operations;
  return (
    <div className={GRID}>
      <SwitchesPanel switches={stops.switches} />
      <BreakerPanel breaker={stops.breaker} />
      <QueuePanel queue={queue} />
      <CallsPanel calls={calls} />
      <StuckPanel />
      {earlier.length === 0 ? null : <EarlierSwitches switches={earlier} />}
    </div>
  );
}

function Waiting() {
  return (
    <div className={GRID}>
      {["Stops", "Stripe", "Queue", "Calls to Stripe"].map((title) => (
        <Panel key={title} title={title}>
          <SkeletonLines lines={4} />
        </Panel>
      ))}
    </div>
  );
}

/** What goes to Stripe now: what is stopped, whether Stripe answers, what waits, how fast it is called. */
export function OperationsPage() {
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.operations.read.queryOptions(), refetchInterval: POLL_MS });
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={<StopButton kinds={query.data?.kinds ?? []} />}
        description="What is sent to Stripe, what waits, and stopping it"
        title="Operations"
      />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <Body operations={query.data} /> : query.error ? null : <Waiting />}
    </>
  );
}
