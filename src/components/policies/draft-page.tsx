"use client";

import { useQuery } from "@tanstack/react-query";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyNoPermission } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { PolicyOverview } from "#core/contracts/policies.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DraftCircumstances } from "./draft-circumstances.tsx";
import { DraftJson } from "./draft-json.tsx";
import { DraftKind } from "./draft-kind.tsx";
import { DraftLimits } from "./draft-limits.tsx";
import { DraftOutcome } from "./draft-outcome.tsx";
import { PolicyTabs } from "./policy-tabs.tsx";
import { usePolicyDraft } from "./use-policy-draft.ts";

/** A draft of the policy: edited, tried on the last 90 days, asked for. `fromShipped` starts from what this release ships. */
export function DraftPage({ fromShipped }: { fromShipped: boolean }) {
  const trpc = useTRPC();
  const mayChange = usePermitted("policy:change");
  const { data, error, refetch } = useQuery({
    ...trpc.policies.overview.queryOptions(),
    enabled: mayChange,
  });
  return (
    <>
      <PageHeader description="Nothing is in force until others have signed it" title="Policy" />
      <PolicyTabs />
      {mayChange ? null : (
        <EmptyNoPermission grantedTo="manager or admin" what="Drafting a policy" />
      )}
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {mayChange && data === undefined && error === null ? (
        <Panel title="Limits without another person">
          <SkeletonLines lines={12} />
        </Panel>
      ) : null}
      {data === undefined ? null : (
        <Drafting fromShipped={fromShipped} key={data.inForce.version} overview={data} />
      )}
    </>
  );
}

function Drafting({ overview, fromShipped }: { overview: PolicyOverview; fromShipped: boolean }) {
  const { inForce, shipped, baseCurrency } = overview;
  const draft = usePolicyDraft(overview, (fromShipped ? shipped : null) ?? inForce.document);
  return (
    <form
      className="grid items-start gap-3 xl:grid-cols-[1fr_28rem]"
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="grid min-w-0 gap-3">
        <DraftLimits code={baseCurrency} draft={draft} />
        <DraftCircumstances draft={draft} />
        <DraftKind code={baseCurrency} draft={draft} />
        <DraftJson draft={draft} />
      </div>
      <div className="grid min-w-0 gap-3 xl:sticky xl:top-16">
        <DraftOutcome draft={draft} next={inForce.number + 1} />
        <Button onClick={() => draft.setDocument(inForce.document)} type="button" variant="ghost">
          Start over from what is in force
        </Button>
      </div>
    </form>
  );
}
