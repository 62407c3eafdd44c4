"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Delegations } from "#core/contracts/delegations.ts";
import { useTRPC } from "#trpc/client.tsx";

/** Events tell of a change at once; that a delegation begins or runs out is no event. */
const POLL_MS = 30_000;

/** Who stands in for whom, and `keep`, which takes the answer of a change and fetches anew what it opens or closes. */
export function useDelegations(isWanted = true) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.delegations.read.queryOptions();
  const query = useQuery({ ...options, enabled: isWanted, refetchInterval: POLL_MS });
  const keep = useCallback(
    (delegations: Delegations) => {
      queryClient.setQueryData(trpc.delegations.read.queryKey(), delegations);
      for (const router of [trpc.approvals, trpc.commands])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
    [queryClient, trpc],
  );
  return { ...query, keep };
}
