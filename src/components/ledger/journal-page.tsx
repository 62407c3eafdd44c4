"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { JsonViewer } from "#components/ui/json-viewer.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JournalDetail } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";
import { journalKind } from "./journal-kind.ts";
import { JournalLegs } from "./journal-legs.tsx";
import { sizeOf } from "./journal-size.ts";
import { TakeBackButton } from "./take-back-button.tsx";

/** One journal: its legs, where it came from, and Stripe's own record. */
export function JournalPage({ journalId }: { journalId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.journal.queryOptions({ journalId }));
  const size = query.data ? sizeOf(query.data.journal) : null;
  usePageFreshness(query.data ? query.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={query.data ? <TakeBackButton journal={query.data.journal} /> : null}
        aside={size ? <Money {...size} className="text-section" /> : null}
        description={query.data ? <Time as="absolute" at={query.data.journal.eventAt} /> : "\u00a0"}
        title={
          <span className="inline-block first-letter:uppercase">
            {query.data?.journal.description ?? "Journal"}
          </span>
        }
      />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <JournalBody detail={query.data} /> : query.error ? null : <JournalSkeleton />}
    </>
  );
}

interface DetailProps {
  detail: JournalDetail;
}

function JournalSkeleton() {
  return (
    <Panel title="Legs">
      <SkeletonLines lines={6} />
    </Panel>
  );
}

const link = "text-primary underline-offset-4 hover:underline";

/** Where the journal leads: the payout its money left with, the override behind it, other journals of the same object. */
function JournalContext({ detail: { journal, payoutId, commandId, related } }: DetailProps) {
  const showsPayout = payoutId !== null && payoutId !== journal.objectId;
  if (!showsPayout && commandId === null && related.length === 0) return null;
  return (
    <Panel title="Belongs to">
      <DefinitionList
        items={[
          ...(showsPayout
            ? [
                {
                  term: "Payout",
                  value: (
                    <Link className={link} href={`/payouts/${payoutId}`}>
                      <Id value={payoutId} />
                    </Link>
                  ),
                },
              ]
            : []),
          ...(commandId === null
            ? []
            : [
                {
                  term: "Override",
                  value: (
                    <Link className={link} href={`/overrides/${commandId}`}>
                      <Id value={commandId} />
                    </Link>
                  ),
                },
              ]),
        ]}
      />
      <ul>
        {related.map((other) => (
          <li className="flex items-baseline gap-2 py-1" key={other.id}>
            <Link className={link} href={`/ledger/journals/${other.id}`}>
              <span className="inline-block first-letter:uppercase">{other.description}</span>
            </Link>
            <span className="text-meta text-muted-foreground">
              {journalKind(other.kind)} · <Time at={other.eventAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function JournalBody({ detail }: DetailProps) {
  const { journal } = detail;
  const stripe: unknown = detail.stripe === null ? null : JSON.parse(detail.stripe);
  const object =
    journal.objectId === null ? "–" : <Id copyLabel="object" value={journal.objectId} />;
  return (
    <div className="grid items-start gap-3 lg:grid-cols-2">
      <div className="grid gap-3">
        <Panel title="Legs">
          <JournalLegs legs={journal.legs} />
        </Panel>
        <Panel title="Origin">
          <DefinitionList
            items={[
              { term: "Key", value: <span className="font-mono text-meta">{journal.key}</span> },
              {
                term: "Kind",
                value: `${journalKind(journal.kind)}, posting rule ${detail.ruleVersion}`,
              },
              { term: "Happened", value: <Time as="absolute" at={journal.eventAt} /> },
              {
                term: "Counts for",
                value: detail.accountingAt.toISOString().slice(0, 7),
              },
              { term: "Posted", value: <Time as="absolute" at={journal.createdAt} /> },
              { term: "Source", value: <Id copyLabel="source" value={journal.sourceId} /> },
              {
                term: "Object",
                value:
                  journal.href === null ? (
                    object
                  ) : (
                    <Link className={link} href={journal.href}>
                      {object}
                    </Link>
                  ),
              },
            ]}
          />
        </Panel>
        <JournalContext detail={detail} />
      </div>
      <Panel title="Stripe's balance transaction">
        {typeof stripe === "object" && stripe !== null ? (
          <JsonViewer label={`Balance transaction ${journal.sourceId}`} value={stripe} />
        ) : (
          <p className="text-secondary-foreground">
            This journal does not come from a balance transaction.
          </p>
        )}
      </Panel>
    </div>
  );
}
