"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";

type Decision = "approved" | "rejected";

/** Sends a yes or no that is bound to the request and preview on screen; refuses itself when either has changed. */
export function useDecideApproval(command: CommandDetail, onDecided: () => void) {
  const trpc = useTRPC();
  const refresh = useRefreshOverrides();
  const { toast } = useToast();
  const mutation = useMutation(
    trpc.approvals.decide.mutationOptions({
      onSuccess: ({ state, amount }) => {
        onDecided();
        const money = moneyText(amount.amountMinor, amount.currency);
        if (state === "rejected") {
          toast({
            title: `Refund of ${money} rejected`,
            description: "No money has moved and nothing is reserved.",
            tone: "mute",
          });
          return;
        }
        if (state === "pending_approval") {
          toast({
            title: "Signed",
            description: "It waits for another signature; nothing has happened yet.",
            tone: "pend",
          });
          return;
        }
        toast({
          title: `Refund of ${money} approved`,
          description: "It is held for a moment, in which its requester may still undo it.",
        });
      },
      onSettled: refresh,
    }),
  );
  const decide = (decision: Decision, text: string) => {
    const note = text.trim();
    const { id, version, paramsHash, previewHash, basisHash } = command;
    mutation.mutate({
      commandId: id,
      version,
      decision,
      paramsHash,
      previewHash,
      basisHash,
      ...(note === "" ? {} : { note }),
    });
  };
  return { decide, isSending: mutation.isPending, error: mutation.error, reset: mutation.reset };
}
