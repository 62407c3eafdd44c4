"use client";

import { useQuery } from "@tanstack/react-query";
import { ExportButton } from "#components/exports/export-button.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { LedgerOverview } from "#core/contracts/ledger.ts";
import { useTRPC } from "#trpc/client.tsx";
import { BalanceProof } from "./balance-proof.tsx";
import { LedgerTabs } from "./ledger-tabs.tsx";
import { postedSince } from "./posted-since.ts";
import { TrialBalance } from "./trial-balance.tsx";

/** The proof is read first, and stands beside the accounts where there is room. */
const BODY_GRID = "grid items-start gap-3 xl:grid-cols-[26rem_1fr]";

/** A reading of Stripe's balance moves no money, so nothing announces it: ask until the figures shown are compared. */
const PROOF_POLL_MS = 5_000;

const isProven = (proof: LedgerOverview["proof"][number]): boolean => postedSince(proof) === 0n;

/** The books: the proof that they equal Stripe, and the balance of each account. */
export function LedgerPage() {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.ledger.accounts.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.proof.every(isProven) ? false : PROOF_POLL_MS),
  });
  usePageFreshness(query.data?.freshness.asOf ?? null);
  return (
    <>
      <PageHeader
        actions={<ExportButton kind="trial-balance" />}
        description="Posted from Stripe's balance transactions, one journal each"
        title="Ledger"
      />
      <LedgerTabs />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? <LedgerBody ledger={query.data} /> : query.error ? null : <LedgerSkeleton />}
    </>
  );
}

function LedgerBody({ ledger }: { ledger: LedgerOverview }) {
  if (ledger.accounts.length === 0) {
    return (
      <EmptyFirstUse title="Nothing has been posted yet">
        The first import pulls every balance transaction of the account; each becomes a journal
        here.
      </EmptyFirstUse>
    );
  }
  return (
    <div className="grid gap-3">
      {ledger.openBreaks > 0 ? (
        <Banner tone="bad">
          {ledger.openBreaks === 1 ? "One break is open" : `${ledger.openBreaks} breaks are open`}:
          a transaction was posted to suspense because the posting rule did not know it.
        </Banner>
      ) : null}
      <div className={BODY_GRID}>
        <BalanceProof proof={ledger.proof} />
        <TrialBalance accounts={ledger.accounts} />
      </div>
    </div>
  );
}

function LedgerSkeleton() {
  return (
    <div className={BODY_GRID}>
      <Panel title="Ledger and Stripe">
        <SkeletonLines lines={5} />
      </Panel>
      <Panel title="Trial balance">
        <SkeletonLines lines={12} />
      </Panel>
    </div>
  );
}
