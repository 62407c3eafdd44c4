"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CaseSummary } from "#core/contracts/reviews.ts";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 5;

/** The cases at the head of the queue, each a link to where it is decided. */
export function NextCases() {
  const trpc = useTRPC();
  const query = useQuery(trpc.reviews.list.queryOptions({ view: "queue" }));
  if (query.error) {
    return <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  }
  const rows = query.data?.rows.slice(0, SHOWN);
  return (
    <Panel
      aside={
        <Button asChild className="-mr-2" size="sm" variant="ghost">
          <Link href="/reviews">Open the queue</Link>
        </Button>
      }
      title="Next in the review queue"
    >
      {rows ? <CaseLinks rows={rows} /> : <SkeletonLines lines={SHOWN} />}
    </Panel>
  );
}

function CaseLinks({ rows }: { rows: readonly CaseSummary[] }) {
  if (rows.length === 0) {
    return <p className="text-secondary-foreground">The queue is clear.</p>;
  }
  return (
    <ul className="-mx-3 -my-1.5">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            className="flex min-h-9 items-center gap-3 px-3 hover:bg-accent focus-visible:-outline-offset-2"
            href={`/reviews?case=${row.id}`}
          >
            <span className="min-w-0 flex-1 truncate">{row.title}</span>
            {row.amount ? (
              <span className="text-meta text-muted-foreground max-sm:hidden">
                <Money {...row.amount} className="text-body text-foreground" /> at risk
              </span>
            ) : null}
            <span className="min-w-16 text-right text-meta text-muted-foreground">
              due <Time at={row.dueAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
