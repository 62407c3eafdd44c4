"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** Chooses one account of the books, or all; `value` is the account's id, empty for all. */
export function AccountSelect({
  value,
  onChange,
}: {
  value: string;
  onChange: (accountId: string) => void;
}) {
  const trpc = useTRPC();
  const query = useQuery(trpc.ledger.accounts.queryOptions());
  return (
    <select
      aria-label="Account"
      className="h-7 max-w-56 rounded-md border bg-card px-1.5 text-meta"
      onChange={(event) => onChange(event.target.value)}
      value={query.data ? value : ""}
    >
      <option value="">All accounts</option>
      {query.data?.accounts.map((account) => (
        <option key={account.id} value={account.id}>
          {account.label}, {account.balance.currency.toUpperCase()}
        </option>
      ))}
    </select>
  );
}
