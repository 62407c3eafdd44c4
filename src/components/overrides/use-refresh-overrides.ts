"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTRPC } from "#trpc/client.tsx";

/** Fetches again whatever shows requests and the money they reserve; the live stream would too, a moment later. */
export function useRefreshOverrides(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(async () => {
    const stale = [
      trpc.commands.pathKey(),
      trpc.payments.pathKey(),
      trpc.approvals.pathKey(),
      trpc.retries.pathKey(),
      trpc.customers.pathKey(),
      trpc.disputes.pathKey(),
    ];
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  }, [trpc, queryClient]);
}
