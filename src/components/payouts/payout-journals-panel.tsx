"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { journalKind } from "#components/ledger/journal-kind.ts";
import { sizeOf } from "#components/ledger/journal-size.ts";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JournalDto } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";

/** More than a payout has; should one have more, the list of journals shows them. */
const SHOWN = 10;

function JournalLine({ journal }: { journal: JournalDto }) {
  const size = sizeOf(journal);
  return (
    <li className="flex items-baseline justify-between gap-3 border-t py-1.5 first:border-t-0">
      <span className="min-w-0">
        <Link
          className="block truncate first-letter:uppercase hover:underline"
          href={`/ledger/journals/${journal.id}`}
        >
          {journal.description}
        </Link>
        <span className="text-meta text-muted-foreground">
          {journalKind(journal.kind)} · <Time at={journal.eventAt} />
        </span>
      </span>
      {size ? <Money {...size} /> : null}
    </li>
  );
}

/** The journals that a payout itself made: leaving, arriving at the bank, coming back. */
export function PayoutJournalsPanel({ payoutId }: { payoutId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.journals.queryOptions({ query: payoutId, limit: SHOWN }));
  const rows = query.data?.rows;
  return (
    <Panel
      aside={
        <Link
          className="text-meta text-primary underline-offset-4 hover:underline"
          href={`/ledger/journals?query=${payoutId}`}
        >
          In the journal
        </Link>
      }
      title="Journals"
    >
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {rows === undefined && !query.error ? <SkeletonLines lines={2} /> : null}
      {rows?.length === 0 ? (
        <p className="text-secondary-foreground">Nothing is posted for it yet.</p>
      ) : null}
      <ul>
        {rows?.map((journal) => (
          <JournalLine journal={journal} key={journal.id} />
        ))}
      </ul>
    </Panel>
  );
}
