"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { BreakGlassList } from "#core/contracts/break-glass.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Events tell of a change at once; that its time is over is no event. */
const POLL_MS = 15_000;

/** Break-glass as it stands, and `keep`, which takes the answer of a change and fetches anew what it opens or closes. */
export function useBreakGlass(isWanted = true) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.breakGlass.read.queryOptions();
  const query = useQuery({ ...options, enabled: isWanted, refetchInterval: POLL_MS });
  const keep = useCallback(
    (list: BreakGlassList) => {
      queryClient.setQueryData(trpc.breakGlass.read.queryKey(), list);
      for (const router of [trpc.approvals, trpc.commands])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
    [queryClient, trpc],
  );
  return { ...query, keep };
}
