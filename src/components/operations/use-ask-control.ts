"use client";

import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { ApiError } from "#trpc/client.tsx";

/** Sends what another person must sign, and says whom it waits for. */
export function useAskControl<Input>(
  options: UseMutationOptions<CommandSummary, ApiError, Input>,
  onAsked: () => void,
) {
  const { toast } = useToast();
  const refresh = useRefreshOverrides();
  return useMutation<CommandSummary, ApiError, Input>({
    ...options,
    onSuccess: ({ verdict }) => {
      onAsked();
      toast({
        title: "Approval asked for",
        description: `Nothing has changed yet. Waits for ${verdict.approverRoles.join(" or ")}.`,
        tone: "pend",
      });
    },
    onSettled: refresh,
  });
}
