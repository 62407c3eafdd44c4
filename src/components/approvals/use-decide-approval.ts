"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { isCode } from "#components/security/code-field.tsx";
import { signWithPasskey } from "#components/security/passkey-gesture.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type {
  ApprovalRequest,
  CommandDetail,
  CommandSummary,
  SeenCommand,
} from "#core/contracts/commands.ts";
import { useTRPCClient } from "#trpc/client.tsx";
import { useApprovalRequest } from "./use-approval-request.ts";

type Decision = "approved" | "rejected";

/** What a person decided, in which words, and with which code where they typed one. */
interface Verdict {
  readonly note: string;
  readonly code: string;
}

/** With a code where a whole one was typed and may serve, else with the person's passkey. */
async function prove(request: ApprovalRequest, code: string) {
  const { challengeId, totp } = request;
  if (totp && isCode(code)) return { method: "totp", challengeId, code } as const;
  return await signWithPasskey(request);
}

function useDecidedToast() {
  const { toast } = useToast();
  return ({ state, amount }: CommandSummary) => {
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
  };
}

/**
 * Sends a yes or no that is bound to the request and preview on screen; a yes is signed first. Refuses itself when what is on
 * screen has changed. After a refused yes another one is begun, since a challenge serves once.
 */
export function useDecideApproval(
  command: CommandDetail,
  decision: Decision,
  onDecided: () => void,
) {
  const client = useTRPCClient();
  const refresh = useRefreshOverrides();
  const decided = useDecidedToast();
  const { id: commandId, version, paramsHash, previewHash, basisHash } = command;
  const seen: SeenCommand = { commandId, version, paramsHash, previewHash, basisHash };
  const begun = useApprovalRequest(seen, decision === "approved");
  const mutation = useMutation({
    mutationFn: async ({ note, code }: Verdict) => {
      const words = note.trim() === "" ? {} : { note: note.trim() };
      if (decision === "rejected")
        return await client.approvals.decide.mutate({ ...seen, ...words, decision });
      const request = begun.data ?? (await begun.refetch({ throwOnError: true })).data;
      if (request === undefined) throw new Error("There is nothing to sign.");
      const proof = await prove(request, code);
      return await client.approvals.decide.mutate({ ...seen, ...words, decision, proof });
    },
    onSuccess: (summary) => {
      onDecided();
      decided(summary);
    },
    onError: () => {
      if (decision === "approved") void begun.refetch();
    },
    onSettled: refresh,
  });
  return {
    decide: mutation.mutate,
    isSending: mutation.isPending,
    error: mutation.error ?? begun.error,
    reset: mutation.reset,
    /** What is to be signed; undefined until the server has said so, and for a no. */
    request: begun.data,
  };
}
