"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PolicyOverview } from "#core/contracts/policies.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CircumstancesPanel } from "./circumstances-panel.tsx";
import { KindsPanel } from "./kinds-panel.tsx";
import { LimitsPanel } from "./limits-panel.tsx";
import { PolicyTabs } from "./policy-tabs.tsx";

/** The rules in force, in words: who may move how much alone, what asks whom, and who signs. */
export function PolicyPage() {
  const trpc = useTRPC();
  const query = useQuery(trpc.policies.overview.queryOptions());
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  const version = query.data?.inForce.version;
  return (
    <>
      <PageHeader
        aside={version === undefined ? null : <Badge>version {version}</Badge>}
        description="Judged by it: what is previewed, asked for, signed and carried out"
        title="Policy"
      />
      <PolicyTabs />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <InForce overview={query.data} />
      )}
    </>
  );
}

function InForce({ overview }: { overview: PolicyOverview | undefined }) {
  if (overview === undefined) {
    return (
      <Panel title="Limits without another person">
        <SkeletonLines lines={10} />
      </Panel>
    );
  }
  const { inForce, baseCurrency } = overview;
  return (
    <div className="grid gap-3">
      <Notices overview={overview} />
      <div className="grid items-start gap-3 xl:grid-cols-[1fr_24rem]">
        <LimitsPanel code={baseCurrency} document={inForce.document} />
        <CircumstancesPanel document={inForce.document} />
      </div>
      <KindsPanel code={baseCurrency} document={inForce.document} />
    </div>
  );
}

/** What is on its way, and what a newer release would have shipped. */
function Notices({ overview: { waiting, shipped } }: { overview: PolicyOverview }) {
  const mayChange = usePermitted("policy:change");
  return (
    <>
      {waiting.map(({ commandId, requester, at }) => (
        <Banner
          action={
            <Button asChild size="sm">
              <Link href={`/overrides/${commandId}`}>Open the request</Link>
            </Button>
          }
          key={commandId}
          tone="info"
        >
          {requester.name} ({requester.role}) asked for a change <Time at={at} />.
        </Banner>
      ))}
      {shipped === null || !mayChange ? null : (
        <Banner
          action={
            <Button asChild size="sm">
              <Link href="/policies/draft?from=shipped">Start from them</Link>
            </Button>
          }
          tone="info"
        >
          This release ships other rules than those in force.
        </Banner>
      )}
    </>
  );
}
