"use client";

import { ERROR_MESSAGES } from "#components/messages/en.ts";
import { EmptyNotFound } from "#components/ui/empty-state.tsx";
import { PanelError } from "#components/ui/panel-error.tsx";
import type { ApiError } from "#trpc/client.tsx";

/** The sentences of a failed query or mutation; a lost connection has no code and says so. */
export function errorMessageOf(error: ApiError) {
  const code = error.data ? error.data.domainCode : "SERVICE_UNAVAILABLE";
  return { code, ...ERROR_MESSAGES[code] };
}

/**
 * A failed query in its own panel: what happened, what that means for the money, what to do, and the trace id. An address
 * that names nothing is no failure of ours and asking again does not help: that is said without alarm.
 */
export function ApiErrorPanel({ error, onRetry }: { error: ApiError; onRetry?: () => void }) {
  const { code, sentence, money, next } = errorMessageOf(error);
  if (code === "NOT_FOUND") return <EmptyNotFound title={sentence}>{next}</EmptyNotFound>;
  return (
    <PanelError
      code={code}
      onRetry={onRetry}
      sentence={`${sentence} ${money} ${next}`}
      traceId={error.data?.traceId}
    />
  );
}
