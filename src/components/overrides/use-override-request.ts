"use client";

import { useMutation } from "@tanstack/react-query";
import { whyHeldBack } from "#components/operations/held-back.ts";
import { useStops } from "#components/operations/use-stops.ts";
import { moneyText } from "#components/ui/format-money.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { ApiError } from "#trpc/client.tsx";
import { kindWords } from "./command-kind-words.ts";
import { useRefreshOverrides } from "./use-refresh-overrides.ts";
import { useUndoCommand } from "./use-undo-command.ts";

const MS = 1000;

/** What every request carries besides the parameters of its kind. */
export interface OverrideAsked<Params> {
  readonly commandId: string;
  readonly params: Params;
  readonly previewHash: string;
  readonly note?: string;
}

/** Sends a request for an override; while it is held the toast counts down and its Undo really takes it back. */
export function useOverrideRequest<Params>(
  send: (asked: OverrideAsked<Params>) => Promise<CommandSummary>,
  onRecorded: (command: CommandSummary) => void,
) {
  const refresh = useRefreshOverrides();
  const { toast, undoToast } = useToast();
  const { undo } = useUndoCommand();
  const { data: stops } = useStops();
  return useMutation<CommandSummary, ApiError, OverrideAsked<Params>>({
    mutationFn: send,
    onSuccess: (command) => {
      onRecorded(command);
      const { amount, state, holdUntil, asOf, verdict, kind, targetId, notBefore } = command;
      const title = kindWords(kind).title(moneyText(amount.amountMinor, amount.currency), targetId);
      const holdMs = holdUntil === null ? 0 : holdUntil.getTime() - asOf.getTime();
      if (state === "pending_approval") {
        const description = `Nothing has been sent. Waits for ${verdict.approverRoles.join(" or ")}.`;
        toast({ title: `Approval asked for: ${title}`, description, tone: "pend" });
      } else if (state === "held" && notBefore === null && holdMs > 0) {
        undoToast({
          title: `Held: ${title}`,
          description:
            (stops === undefined ? null : whyHeldBack(stops, kind, true)) ??
            `Goes to Stripe in ${Math.round(holdMs / MS)} s. Until then it can be undone.`,
          tone: "warn",
          undoMs: holdMs,
          onUndo: () => undo(command),
        });
      } else toast({ title: `Recorded: ${title}` });
    },
    onSettled: refresh,
  });
}
