"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import type { InquiryDto } from "#core/contracts/operations.ts";
import { useTRPC } from "#trpc/client.tsx";
import { DeclareNothing } from "./declare-nothing.tsx";
import { InquiryList } from "./inquiry-list.tsx";
import { LookForm } from "./look-form.tsx";

const POLL_MS = 1_000;

interface EvidenceProps {
  commandId: string;
  inquiries: readonly InquiryDto[];
  openResolutionId: string | null;
}

/** What may be done now, for who may: look, and where nothing was found, declare it. */
function Ways({ commandId, inquiries, openResolutionId }: EvidenceProps) {
  const mayResolve = usePermitted("command:resolve");
  const [newest] = inquiries;
  if (openResolutionId !== null) {
    return (
      <Link
        className="rounded-sm text-primary hover:underline"
        href={`/overrides/${openResolutionId}`}
      >
        A declaration waits for a second person
      </Link>
    );
  }
  if (!mayResolve)
    return <p className="text-secondary-foreground">Finance settles it by evidence.</p>;
  return (
    <>
      <LookForm commandId={commandId} isLooking={newest?.state === "wanted"} />
      {newest?.state === "nothing" ? (
        <DeclareNothing inquiryId={newest.id} targetId={commandId} />
      ) : null}
    </>
  );
}

/**
 * How an override of which nobody knows what Stripe did is settled: by an object that the worker reads there, or by two
 * signatures under what it did not find. Afterwards it shows what that rests on.
 */
export function EvidencePanel({ command }: { command: CommandDetail }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery({
    ...trpc.operations.inquiries.queryOptions({ commandId: command.id }),
    refetchInterval: ({ state }) => (state.data?.rows[0]?.state === "wanted" ? POLL_MS : false),
  });
  const isOpen = command.state === "needs_human";
  if (!isOpen && (data === undefined || data.rows.length === 0)) return null;
  return (
    <Panel title="Evidence">
      <div className="grid gap-3">
        {isOpen ? (
          <p className="text-secondary-foreground">
            It is never sent again. Either Stripe has it, or two people sign that it has not; until
            then the amount stays reserved.
          </p>
        ) : null}
        {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {data === undefined && error === null ? <SkeletonLines lines={4} /> : null}
        {data !== undefined && isOpen ? (
          <Ways
            commandId={command.id}
            inquiries={data.rows}
            openResolutionId={data.openResolutionId}
          />
        ) : null}
        {data === undefined || data.rows.length === 0 ? null : (
          <InquiryList inquiries={data.rows} />
        )}
      </div>
    </Panel>
  );
}
