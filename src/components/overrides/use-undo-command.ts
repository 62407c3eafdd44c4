"use client";

import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";
import { kindWords } from "./command-kind-words.ts";
import { useRefreshOverrides } from "./use-refresh-overrides.ts";

type Undoable = Pick<CommandSummary, "id" | "version">;

interface UndoCommand {
  readonly undo: (command: Undoable) => void;
  /** Id of the command that is being undone. */
  readonly pendingId: string | null;
}

function sentenceStart({ kind, amount, targetId }: CommandSummary): string {
  const noun = kindWords(kind).noun(moneyText(amount.amountMinor, amount.currency), targetId);
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/**
 * Takes back a command that is held or waits for approval, and says what became of it: the server's answer decides, also
 * when the worker was faster.
 */
export function useUndoCommand(): UndoCommand {
  const trpc = useTRPC();
  const refresh = useRefreshOverrides();
  const { toast } = useToast();
  const { mutate, isPending, variables } = useMutation(
    trpc.commands.cancel.mutationOptions({
      onSuccess: (command) =>
        toast({
          title: `${sentenceStart(command)} undone`,
          description: "Stripe was never asked. No money has moved.",
          tone: "mute",
        }),
      onError: (error) => {
        const { sentence, money, next } = errorMessageOf(error);
        toast({ title: sentence, description: `${money} ${next}`, tone: "bad" });
      },
      onSettled: refresh,
    }),
  );
  const undo = useCallback(
    ({ id, version }: Undoable) => mutate({ commandId: id, version }),
    [mutate],
  );
  return { undo, pendingId: isPending ? (variables?.commandId ?? null) : null };
}
