"use client";

import { useState } from "react";
import { newCommandId } from "#components/refunds/new-command-id.ts";
import { useSendAttempt } from "#components/refunds/use-send-attempt.ts";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { OverridePreview } from "#core/contracts/overrides.ts";
import { type OverridePreviewState, useOverridePreview } from "./use-override-preview.ts";
import { type OverrideAsked, useOverrideRequest } from "./use-override-request.ts";

export const NOTE_FIELD = "override-note";

/** How a kind of override is previewed and asked for: the two procedures of its router. */
export interface OverrideCalls<Params extends object> {
  readonly preview: (params: Params, options: { signal: AbortSignal }) => Promise<OverridePreview>;
  readonly request: (asked: OverrideAsked<Params>) => Promise<CommandSummary>;
}

interface Problem {
  readonly fieldId: string;
  readonly message: string;
}

/** What the kind's own fields make of it. */
interface Entered<Params extends object> {
  /** Null while something is missing or forbidden. */
  readonly params: Params | null;
  readonly problems: readonly Problem[];
  /** A rule of the kind in words and with its name, for which no preview need be made. */
  readonly forbiddenBy?: string | null | undefined;
  readonly needsNote: boolean;
}

function whyNotNow({ preview, isCurrent, error }: OverridePreviewState): string | undefined {
  if (error) return "The preview could not be made, so nothing can be sent.";
  if (!isCurrent || preview === null) return "Waits for the preview.";
  if (preview.verdict.kind !== "deny") return undefined;
  const { rule, text } = preview.verdict.reasons[0] ?? { rule: "policy", text: "Forbidden." };
  return `${text} (${rule})`;
}

/**
 * Everything a sheet of an override knows. The command's id is made once, so that sending again after a lost answer is the
 * same intent and never a second override.
 */
export function useOverrideDraft<Params extends object>(
  calls: OverrideCalls<Params>,
  entered: Entered<Params>,
  onRecorded: (command: CommandSummary) => void,
) {
  const [commandId] = useState(newCommandId);
  const [note, setNote] = useState("");
  const attempt = useSendAttempt();
  const { params, forbiddenBy = null } = entered;
  const previewing = useOverridePreview(commandId, params, calls.preview);
  const request = useOverrideRequest(calls.request, onRecorded);
  const { preview } = previewing;
  const isNoteRequired = entered.needsNote || preview?.verdict.kind === "approval";
  const problems =
    isNoteRequired && note.trim() === ""
      ? [...entered.problems, { fieldId: NOTE_FIELD, message: "Write a note: why is it done?" }]
      : [...entered.problems];
  const unavailableBecause = forbiddenBy ?? (params === null ? undefined : whyNotNow(previewing));
  const send = () => {
    if (request.isPending) return;
    attempt.tried();
    if (problems.length > 0 || unavailableBecause !== undefined) return;
    if (params === null || preview === null) return;
    const text = note.trim();
    request.mutate(
      {
        commandId,
        params,
        previewHash: preview.previewHash,
        ...(text === "" ? {} : { note: text }),
      },
      { onError: () => previewing.again() },
    );
  };
  const typedOn = () => {
    attempt.typedOn();
    if (request.isError) request.reset();
  };
  return {
    note,
    changeNote: (next: string) => {
      setNote(next);
      typedOn();
    },
    typedOn,
    previewing,
    verdict: preview?.verdict ?? null,
    isNoteRequired,
    summary: attempt.isFresh ? problems : [],
    problemOf: (fieldId: string) =>
      attempt.isChecked
        ? problems.find((problem) => problem.fieldId === fieldId)?.message
        : undefined,
    unavailableBecause,
    refusal: attempt.isFresh ? unavailableBecause : undefined,
    isSending: request.isPending,
    error: request.error,
    send,
  };
}
