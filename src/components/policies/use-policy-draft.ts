"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { signerRoles } from "#components/overrides/signer-words.ts";
import { newCommandId } from "#components/refunds/new-command-id.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { PolicyOverview } from "#core/contracts/policies.ts";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { policyChanges } from "#core/policy-lines.ts";
import { useTRPC } from "#trpc/client.tsx";
import { draftProblems } from "./draft-problems.ts";

/**
 * A draft of the policy on its way: what it changes, what no policy may say, its trial on the last 90 days, and how to ask
 * for it. Only what was tried can be asked for. The command's id is made once for each draft that was tried.
 */
export function usePolicyDraft(overview: PolicyOverview, start: PolicyDocument) {
  const trpc = useTRPC();
  const [document, setDocument] = useState(start);
  const [tried, setTried] = useState<{ document: PolicyDocument; commandId: string } | null>(null);
  const [note, setNote] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const trial = useMutation(trpc.policies.preview.mutationOptions());
  const request = usePolicyRequest(() => setIsAsked(true));
  const { inForce, baseCurrency } = overview;
  const changes = policyChanges(inForce.document, document, baseCurrency);
  const problems = changes.length === 0 ? [] : draftProblems(document);
  const isCurrent = tried?.document === document && trial.data !== undefined;
  const cannotTry = whyNotTry(changes.length, problems);
  const cannotAsk = isAsked
    ? "It is asked for already."
    : (cannotTry ?? whyNotAsk({ isCurrent, note, denied: deniedBecause(trial.data?.preview) }));
  return {
    document,
    setDocument,
    changes,
    problems,
    trial: isCurrent ? trial.data : null,
    isTrying: trial.isPending,
    trialError: trial.error,
    cannotTry,
    simulate: () => {
      if (cannotTry !== undefined || trial.isPending) return;
      setTried({ document, commandId: newCommandId() });
      setIsAsked(false);
      trial.mutate({ document });
    },
    note,
    setNote,
    cannotAsk,
    isAsked,
    isAsking: request.isPending,
    askError: request.error,
    ask: () => {
      const previewHash = trial.data?.preview.previewHash;
      if (tried === null || previewHash === undefined) return;
      if (cannotAsk !== undefined || request.isPending) return;
      request.mutate({ ...tried, note: note.trim(), previewHash });
    },
  };
}

/** Asks for a draft that was tried. */
function usePolicyRequest(onAsked: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  return useMutation(
    trpc.policies.request.mutationOptions({
      onSuccess: ({ verdict }) => {
        onAsked();
        toast({
          title: "Approval asked for",
          description: `Nothing is published yet. Waits for ${signerRoles(verdict)}.`,
          tone: "pend",
        });
      },
      onSettled: async () => {
        const keys = [trpc.policies.pathKey(), trpc.commands.pathKey(), trpc.approvals.pathKey()];
        await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      },
    }),
  );
}

export type PolicyDraft = ReturnType<typeof usePolicyDraft>;

function whyNotTry(changes: number, problems: readonly string[]): string | undefined {
  if (changes === 0) return "The draft says the same as the policy in force.";
  return problems[0];
}

function deniedBecause(
  preview: { verdict: { kind: string; reasons: { text: string }[] } } | undefined,
): string | undefined {
  if (preview?.verdict.kind !== "deny") return undefined;
  return preview.verdict.reasons[0]?.text ?? "Forbidden by policy.";
}

function whyNotAsk(state: {
  isCurrent: boolean;
  note: string;
  denied: string | undefined;
}): string | undefined {
  if (!state.isCurrent) return "Try the draft on the last 90 days first.";
  if (state.denied !== undefined) return state.denied;
  return state.note.trim() === "" ? "Write why, for who signs and who audits." : undefined;
}
