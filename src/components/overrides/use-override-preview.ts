"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "#components/refunds/use-debounced.ts";
import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { ApiError } from "#trpc/client.tsx";

const QUIET_MS = 250;

/** Parameters as a text that is the same for the same parameters. */
function keyOf(params: object): string {
  return JSON.stringify(params, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

export interface OverridePreviewState {
  /** The newest preview there is; it may be of earlier parameters. */
  readonly preview: OverridePreview | null;
  /** Whether it is of exactly what is entered now: only then may it be sent. */
  readonly isCurrent: boolean;
  readonly error: ApiError | null;
  readonly again: () => void;
}

/** What the override would do, renewed as the person changes it. `params` is null while they are not complete. */
export function useOverridePreview<Params extends object>(
  commandId: string,
  params: Params | null,
  work: (params: Params, options: { signal: AbortSignal }) => Promise<OverridePreview>,
): OverridePreviewState {
  const key = params === null ? null : keyOf(params);
  const settledKey = useDebounced(key, QUIET_MS);
  const isSettled = key !== null && key === settledKey;
  const query = useQuery<OverridePreview, ApiError>({
    queryKey: ["override-preview", commandId, key],
    queryFn: ({ signal }) => {
      if (params === null) throw new Error("a preview of nothing was asked for");
      return work(params, { signal });
    },
    enabled: isSettled,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const { data, error, isPlaceholderData, isFetching } = query;
  return {
    preview: data ?? null,
    isCurrent: isSettled && data !== undefined && !isPlaceholderData && !isFetching && !error,
    error: isFetching ? null : error,
    again: () => void query.refetch(),
  };
}
