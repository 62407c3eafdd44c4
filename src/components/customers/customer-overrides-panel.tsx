"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { ListRow } from "#components/ui/list-row.tsx";
import { middleTruncate } from "#components/ui/middle-truncate.ts";
import { Time } from "#components/ui/time.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";

function titleOf({ kind, reasonCode, amount, targetId }: CommandSummary): string {
  const money = moneyText(amount.amountMinor, amount.currency);
  return kindWords(kind, reasonCode).noun(money, middleTruncate(targetId));
}

/** What colleagues asked for about this customer, and where each request stands. */
export function CustomerOverridesPanel({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.commands.forCustomer.queryOptions({ customerId }));
  return (
    <ListPanel
      empty="Nobody has asked for an override."
      error={error}
      onRetry={() => void refetch()}
      rows={data?.rows}
      title="Overrides"
    >
      {(command) => (
        <ListRow
          aside={
            <>
              <span>{command.requester.name}</span>
              <Time at={command.createdAt} />
            </>
          }
          key={command.id}
        >
          <CommandStatus command={command} />
          <Link
            className="rounded-sm text-primary hover:underline"
            href={`/overrides/${command.id}`}
          >
            {titleOf(command)}
          </Link>
        </ListRow>
      )}
    </ListPanel>
  );
}
