"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyNotFound } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { CLASS_WORDS } from "./account-words.ts";
import { EntriesTable } from "./entries-table.tsx";

/** One account: its balance and every entry that made it. */
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
        actions={
          account ? (
            <Button asChild>
              <Link href={`/ledger/journals?account=${account.id}`}>Search its journals</Link>
            </Button>
          ) : null
        }
        aside={account ? <Money {...account.balance} className="text-section" /> : null}
        description={
          account
            ? `${account.code} · ${CLASS_WORDS[account.class]} · ${account.normalSide} side`
            : "\u00a0"
        }
        title={account?.label ?? "Account"}
      />
      <EntriesTable accountId={accountId} />
    </>
  );
}
