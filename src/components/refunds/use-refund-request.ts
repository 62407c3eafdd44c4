"use client";

import { useMutation } from "@tanstack/react-query";
import { useHeldBack } from "#components/operations/use-held-back.ts";
import { signerRoles } from "#components/overrides/signer-words.ts";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { useUndoCommand } from "#components/overrides/use-undo-command.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import { useTRPC } from "#trpc/client.tsx";

const MS = 1000;

/** What the toast says about a request that was just recorded, by its state and no more. */
function recordedMessage({ amount, state, verdict }: CommandSummary) {
  const money = moneyText(amount.amountMinor, amount.currency);
  if (state !== "pending_approval") return { title: `Refund of ${money} recorded` };
  return {
    title: `Approval asked for: refund of ${money}`,
    description: `No money has moved. Waits for ${signerRoles(verdict)}.`,
    tone: "pend",
  } as const;
}

/** Sends the refund; while it is held the toast counts down and its Undo really takes it back. */
export function useRefundRequest(onRecorded: (command: CommandSummary) => void) {
  const trpc = useTRPC();
  const refresh = useRefreshOverrides();
  const { toast, undoToast } = useToast();
  const { undo } = useUndoCommand();
  const heldBack = useHeldBack("refund");
  return useMutation(
    trpc.refunds.request.mutationOptions({
      onSuccess: (command) => {
        onRecorded(command);
        const { amount, state, holdUntil, asOf } = command;
        const holdMs = holdUntil === null ? 0 : holdUntil.getTime() - asOf.getTime();
        if (state !== "held" || holdMs <= 0) {
          toast(recordedMessage(command));
          return;
        }
        undoToast({
          title: `Refund of ${moneyText(amount.amountMinor, amount.currency)} held`,
          description:
            heldBack ??
            `Goes to Stripe in ${Math.round(holdMs / MS)} s. After that it cannot be taken back.`,
          tone: "warn",
          undoMs: holdMs,
          onUndo: () => undo(command),
        });
      },
      onSettled: refresh,
    }),
  );
}
