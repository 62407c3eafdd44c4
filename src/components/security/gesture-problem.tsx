"use client";

import { TRPCClientError } from "@trpc/client";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PanelError } from "#components/ui/panel-error.tsx";
import type { ApiError } from "#trpc/client.tsx";
import { gestureProblem } from "./passkey-gesture.ts";

const isApiError = (error: unknown): error is ApiError & Error => error instanceof TRPCClientError;

/** What kept a proof from being given: the server's refusal, or what the browser said. */
export function GestureProblem({ error }: { error: Error | null }) {
  if (error === null) return null;
  if (isApiError(error)) return <ApiErrorPanel error={error} />;
  const sentence = gestureProblem(error) ?? "The proof could not be made. Nothing was sent.";
  return <PanelError code="PASSKEY_NOT_USED" sentence={sentence} />;
}
