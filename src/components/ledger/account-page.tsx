"use client";

import { useQuery } from "@tanstack/react-query";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { EmptyNotFound } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { CLASS_WORDS } from "./account-words.ts";
import { JournalsTable } from "./journals-table.tsx";

/** One account: its balance and every journal that touched it. */
export function AccountPage({ accountId }: { accountId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.accounts.queryOptions());
  const account = query.data?.accounts.find((one) => one.id === accountId);
  if (query.error) {
    return (
      <>
        <PageHeader title="Account" />
        <ApiErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  if (query.data && !account) {
    return (
      <>
        <PageHeader title="Account" />
        <EmptyNotFound title="The books have no such account">
          All accounts that were ever posted to are in the trial balance.
        </EmptyNotFound>
      </>
    );
  }
  return (
    <>
      <PageHeader
        aside={account ? <Money {...account.balance} className="text-section" /> : null}
        description={
          account
            ? `${account.code} · ${CLASS_WORDS[account.class]} · ${account.normalSide} side`
            : "\u00a0"
        }
        title={account?.label ?? "Account"}
      />
      <JournalsTable accountId={accountId} />
    </>
  );
}
