"use client";

import { usePermitted } from "#components/commands/command-provider.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { AwayForm } from "./away-form.tsx";
import { DelegationList } from "./delegation-list.tsx";
import { useDelegations } from "./use-delegations.ts";

/** Who is away and who signs in their place: one's own to say, everybody's to see. */
export function AwayPage() {
  const maySay = usePermitted("delegation:manage-own");
  const { data, error, refetch, dataUpdatedAt, keep } = useDelegations();
  usePageFreshness(data ? dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        description="Who signs in whose place. What is signed says for whom, and can be verified."
        title="Away"
      />
      <div className="grid max-w-3xl gap-4">
        {maySay ? <AwayForm candidates={data?.candidates ?? []} onGiven={keep} /> : null}
        <DelegationList
          error={error}
          onEnded={keep}
          onRetry={() => void refetch()}
          rows={data?.rows}
        />
      </div>
    </>
  );
}
