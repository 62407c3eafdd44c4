"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
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
import { AsOfPicker } from "./as-of-picker.tsx";
import { BalanceProof } from "./balance-proof.tsx";
import { LedgerTabs } from "./ledger-tabs.tsx";
import { isHeld, postedSince } from "./posted-since.ts";
import { TrialBalance } from "./trial-balance.tsx";
import { useAsOf } from "./use-as-of.ts";
import { ZeroProof } from "./zero-proof.tsx";

/** The proof is read first, and stands beside the accounts where there is room. */
const BODY_GRID = "grid items-start gap-3 xl:grid-cols-[26rem_1fr]";

/** A reading of Stripe's balance moves no money, so nothing announces it: ask until the figures shown are compared. */
const PROOF_POLL_MS = 5_000;

const isProven = (proof: LedgerOverview["proof"][number]): boolean =>
  !isHeld(proof) || postedSince(proof) === 0n;

/** The books: the proof that they equal Stripe, and the balance of each account. */
export function LedgerPage() {
  const trpc = useTRPC();
  const chosen = useAsOf();
  const { asOf } = chosen;
  const query = useQuery({
    ...trpc.ledger.accounts.queryOptions(asOf === null ? undefined : { asOf }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      asOf !== null || state.data?.proof.every(isProven) ? false : PROOF_POLL_MS,
  });
  usePageFreshness(asOf === null ? (query.data?.freshness.asOf ?? null) : null);
  return (
    <>
      <PageHeader
        actions={<ExportButton kind="trial-balance" />}
        description="Posted from Stripe's balance transactions, one journal each"
        title="Ledger"
      />
      <LedgerTabs />
      <AsOfPicker {...chosen} />
      {query.error ? (
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && !query.error ? (
        <LedgerBody isPast={asOf !== null} isStale={query.isPlaceholderData} ledger={query.data} />
      ) : query.error ? null : (
        <LedgerSkeleton />
      )}
    </>
  );
}

interface BodyProps {
  ledger: LedgerOverview;
  /** The books as of an instant: there is no reading of Stripe's balance to compare them with. */
  isPast: boolean;
  /** Figures of what was chosen before, while the new ones are on their way. */
  isStale: boolean;
}

function LedgerBody({ ledger, isPast, isStale }: BodyProps) {
  if (ledger.accounts.length === 0) {
    return (
      <EmptyFirstUse title={isPast ? "Nothing was posted by then" : "Nothing has been posted yet"}>
        {isPast
          ? "Choose a later day, or another time to read the books by."
          : "The first import pulls every balance transaction of the account; each becomes a journal here."}
      </EmptyFirstUse>
    );
  }
  return (
    <div aria-busy={isStale} className={isStale ? "grid gap-3 opacity-60" : "grid gap-3"}>
      {ledger.openBreaks > 0 && !isPast ? <OpenBreaks count={ledger.openBreaks} /> : null}
      <div className={BODY_GRID}>
        {isPast ? <ZeroProof proof={ledger.proof} /> : <BalanceProof proof={ledger.proof} />}
        <TrialBalance accounts={ledger.accounts} />
      </div>
    </div>
  );
}

function OpenBreaks({ count }: { count: number }) {
  const isLinked = usePermitted("reconciliation:read");
  return (
    <Banner
      action={
        isLinked ? (
          <Link className="underline underline-offset-4" href="/reconciliation/breaks">
            Show
          </Link>
        ) : null
      }
      tone="warn"
    >
      {count === 1
        ? "One break is open: the books and the outside disagree on something."
        : `${count} breaks are open: the books and the outside disagree on something.`}
    </Banner>
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
