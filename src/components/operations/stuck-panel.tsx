"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";

function StuckItem({ command }: { command: CommandSummary }) {
  const { amountMinor, currency } = command.amount;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1 last:border-b-0">
      <CommandStatus command={command} />
      <Link
        className="rounded-sm font-medium text-primary hover:underline"
        href={`/overrides/${command.id}`}
      >
        {kindWords(command.kind).title(moneyText(amountMinor, currency), command.targetId)}
      </Link>
      <span className="ml-auto text-muted-foreground">
        {command.requester.name}, <Time at={command.createdAt} />
      </span>
    </li>
  );
}

/** Overrides of which nobody knows what Stripe did: those that need a person first. */
export function StuckPanel() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.operations.stuck.queryOptions());
  return (
    <Panel title="Needs a person">
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={3} /> : null}
      {data?.rows.length === 0 ? (
        <p className="text-secondary-foreground">Of every override it is known what Stripe did.</p>
      ) : null}
      {data === undefined || data.rows.length === 0 ? null : (
        <ul aria-label="Overrides without a known outcome">
          {data.rows.map((command) => (
            <StuckItem command={command} key={command.id} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
