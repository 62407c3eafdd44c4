"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryState } from "nuqs";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { EmptyDone } from "#components/ui/empty-state.tsx";
import { KeysetPager } from "#components/ui/keyset-pager.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ProposalCard } from "./proposal-card.tsx";

/** What runs could not tell alone: payouts and lines beside each other, for people to confirm. */
export function ProposalsTab({ chosenId }: { chosenId: string | null }) {
  const trpc = useTRPC();
  const [page, setPage] = useQueryState("page", pageTrailParser.withOptions({ history: "push" }));
  const trail = pageTrail(page, (next) => void setPage(next));
  const list = useQuery(
    trpc.bankStatements.proposals.queryOptions(
      trail.cursor === undefined ? {} : { cursor: trail.cursor },
    ),
  );
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  if (list.error) {
    return <ApiErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  }
  if (!list.data) return <Skeleton className="h-48 w-full" />;
  const { rows, nextCursor } = list.data;
  if (rows.length === 0) {
    return (
      <div className="rounded-md border bg-card">
        <EmptyDone title="Nothing waits for you">
          What a run can tell by trace id, or by amount and day alone, it matches itself. What it
          cannot tell comes here.
        </EmptyDone>
      </div>
    );
  }
  const ordered = rows.toSorted((a, b) => Number(b.id === chosenId) - Number(a.id === chosenId));
  return (
    <div className="grid gap-3">
      {ordered.map((proposal) => (
        <ProposalCard isChosen={proposal.id === chosenId} key={proposal.id} proposal={proposal} />
      ))}
      <KeysetPager
        onNext={nextCursor === null ? undefined : () => trail.next(nextCursor)}
        onPrevious={trail.previous}
        summary={`${rows.length} on page ${trail.pageNumber}`}
      />
    </div>
  );
}
