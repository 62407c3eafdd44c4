"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useTRPC } from "#trpc/client.tsx";

/** The button that has the history read again, for those who may. `busy`: a run is open already. */
export function StartBackfill({ busy }: { busy: boolean }) {
  return usePermitted("backfill:start") ? <Start busy={busy} /> : null;
}

function Start({ busy }: { busy: boolean }) {
  const [isAsked, setIsAsked] = useState(false);
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  const { mutate, isPending } = useMutation(
    trpc.backfill.start.mutationOptions({
      onSuccess: (status) => queryClient.setQueryData(trpc.backfill.status.queryKey(), status),
      onError: (error) => {
        const { sentence, next } = errorMessageOf(error);
        toast({ title: sentence, description: next, tone: "bad" });
      },
      onSettled: () => setIsAsked(false),
    }),
  );
  return (
    <>
      <GuardedButton
        onClick={() => setIsAsked(true)}
        unavailableBecause={busy ? "A run is under way; it ends with its proof." : undefined}
      >
        Read the history again
      </GuardedButton>
      <ConfirmDialog
        commitLabel="Read it again"
        consequence="Every list of the account is read from its first day. What is missing is added; what is right stays as it is. People's calls to Stripe keep their share."
        onCommit={() => mutate()}
        onOpenChange={setIsAsked}
        open={isAsked}
        pending={isPending}
        title="Read the whole history again"
      />
    </>
  );
}
