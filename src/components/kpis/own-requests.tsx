"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { Button } from "#components/ui/button.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";

const SHOWN = 5;

/** What became of the newest refunds of this person that needed a second one. */
export function OwnRequests() {
  const trpc = useTRPC();
  const query = useQuery(trpc.approvals.list.queryOptions({ tab: "mine", limit: SHOWN }));
  if (query.error) {
    return <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  }
  return (
    <Panel
      aside={
        <Button asChild className="-mr-2" size="sm" variant="ghost">
          <Link href="/approvals?tab=mine">All of yours</Link>
        </Button>
      }
      title="Your requests for a second person"
    >
      {query.data ? <RequestLinks rows={query.data.rows} /> : <SkeletonLines lines={SHOWN} />}
    </Panel>
  );
}

function RequestLinks({ rows }: { rows: readonly CommandSummary[] }) {
  if (rows.length === 0) {
    return (
      <p className="text-secondary-foreground">
        None yet. A refund above your limit goes to a second person, and you see here what they say.
      </p>
    );
  }
  return (
    <ul className="-mx-3 -my-1.5">
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            className="flex min-h-9 items-center gap-3 px-3 hover:bg-accent focus-visible:-outline-offset-2"
            href={`/overrides/${row.id}`}
          >
            <CommandStatus command={row} />
            <span className="min-w-0 flex-1 truncate">
              <Money {...row.amount} />
            </span>
            <span className="text-meta text-muted-foreground">
              <Time at={row.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
