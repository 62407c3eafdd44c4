"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BackTest } from "#core/contracts/retries.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CalibrationTable, ScheduleTable } from "./back-test-tables.tsx";

const score = new Intl.NumberFormat("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 });

function scoreText(value: number | null): string {
  return value === null ? "unknown" : score.format(value);
}

function Result({ result }: { result: BackTest }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel flush title="Success per attempt">
        <ScheduleTable schedules={result.schedules} />
      </Panel>
      <Panel
        aside={
          <span className="num text-meta text-secondary-foreground">
            Brier {scoreText(result.brier)}, average alone {scoreText(result.brierOfAverage)}
          </span>
        }
        flush
        title="Does it come true?"
      >
        <CalibrationTable bins={result.bins} />
      </Panel>
      <Panel className="lg:col-span-2" title="What this can and cannot show">
        <ul className="grid list-disc gap-1 pl-4">
          {result.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Standing({ result }: { result: BackTest | null }) {
  if (result === null)
    return <p className="text-secondary-foreground">The attempts have not been counted yet.</p>;
  if (result.tested === 0)
    return (
      <p className="text-secondary-foreground">
        {result.known} attempts after a decline are known: too few to judge the estimate by.
      </p>
    );
  return <Result result={result} />;
}

/** How good the estimate of a retry's chance is, judged by attempts that it had not seen. */
export function BackTestPage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.retries.backTest.queryOptions());
  const result = data?.backTest ?? null;
  return (
    <>
      <PageHeader
        description={
          result === null || result.tested === 0 || !data?.asOf ? (
            "The estimate of a retry's chance, judged by our own history"
          ) : (
            <>
              {result.tested} attempts after a decline, {result.firstDay} to {result.lastDay},
              judged <Time at={data.asOf} />
            </>
          )
        }
        title="Retries"
      />
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={8} /> : null}
      {data === undefined ? null : <Standing result={result} />}
    </>
  );
}
