"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DelegationDto, Delegations } from "#core/contracts/delegations.ts";
import { type ApiError, useTRPC } from "#trpc/client.tsx";

const STATES: Readonly<Record<DelegationDto["state"], { word: string; tone: Tone }>> = {
  held: { word: "Stands in now", tone: "info" },
  planned: { word: "Planned", tone: "pend" },
  over: { word: "Over", tone: "mute" },
};

function EndDialog({
  delegation,
  onEnded,
  onClose,
}: {
  delegation: DelegationDto;
  onEnded: (delegations: Delegations) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const { delegator, delegate, id } = delegation;
  const end = useMutation(trpc.delegations.end.mutationOptions({ onSuccess: onEnded }));
  return (
    <ConfirmDialog
      commitLabel="End it now"
      consequence="From now on it gives no right to sign. What was signed before stays signed."
      onCommit={() => end.mutate({ delegationId: id })}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      pending={end.isPending}
      title={`${delegate.name} no longer stands in for ${delegator.name}`}
      variant="danger"
    >
      {end.error ? <ApiErrorPanel error={end.error} /> : null}
    </ConfirmDialog>
  );
}

function DelegationLine({ row, onEnd }: { row: DelegationDto; onEnd: () => void }) {
  const { delegator, delegate, startsAt, endsAt, endedAt, endedBy, state, reader } = row;
  const { word, tone } = STATES[state];
  return (
    <li className="grid gap-1 border-b px-3 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tone}>{word}</Status>
        <span className="min-w-0 break-words">
          <span className="font-medium">{delegate.name}</span> for{" "}
          <span className="font-medium">{delegator.name}</span> ({delegator.role})
        </span>
        {reader === null || state === "over" ? null : (
          <Button
            aria-label={`End: ${delegate.name} for ${delegator.name}`}
            className="ml-auto"
            onClick={onEnd}
            size="sm"
          >
            End…
          </Button>
        )}
      </div>
      <p className="text-meta text-secondary-foreground">
        <Time as="absolute" at={startsAt} /> to <Time as="absolute" at={endsAt} />
        {endedAt === null ? null : (
          <>
            , ended by {endedBy?.name} <Time as="absolute" at={endedAt} />
          </>
        )}
      </p>
    </li>
  );
}

interface DelegationListProps {
  rows: readonly DelegationDto[] | undefined;
  error: ApiError | null;
  onRetry: () => void;
  onEnded: (delegations: Delegations) => void;
}

/** Everybody's delegations: those that hold or are planned first, then what was. One's own can be ended. */
export function DelegationList({ rows, error, onRetry, onEnded }: DelegationListProps) {
  const [ending, setEnding] = useState<DelegationDto | null>(null);
  return (
    <>
      <ListPanel
        empty="Nobody is away."
        error={error}
        onRetry={onRetry}
        rows={rows}
        title="Who stands in for whom"
      >
        {(row) => <DelegationLine key={row.id} onEnd={() => setEnding(row)} row={row} />}
      </ListPanel>
      {ending === null ? null : (
        <EndDialog
          delegation={ending}
          onClose={() => setEnding(null)}
          onEnded={(delegations) => {
            onEnded(delegations);
            setEnding(null);
          }}
        />
      )}
    </>
  );
}
