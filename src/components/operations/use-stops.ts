"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "#trpc/client.tsx";

/** Events tell of a change at once; this is for a stream that is cut. */
const POLL_MS = 15_000;

/** What holds overrides back now. */
export function useStops() {
  const trpc = useTRPC();
  return useQuery({ ...trpc.operations.stops.queryOptions(), refetchInterval: POLL_MS });
}
