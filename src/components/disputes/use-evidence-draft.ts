"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { StagedEvidenceDto } from "#core/contracts/disputes.ts";
import { completenessOf, type EvidenceField, type EvidenceTexts } from "#core/dispute-evidence.ts";
import { useTRPC } from "#trpc/client.tsx";

interface Dispute {
  readonly id: string;
  readonly reason: string;
}

/**
 * What is typed over the staged version. A newer version of a colleague's does not take away what was typed: only fields
 * that were left alone follow it.
 */
export function useEvidenceDraft(dispute: Dispute, staged: StagedEvidenceDto) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { toast } = useToast();
  const [typed, setTyped] = useState<EvidenceTexts>({});
  const texts: EvidenceTexts = { ...staged.texts, ...typed };
  const stage = useMutation(
    trpc.disputes.stage.mutationOptions({
      onSuccess: (saved) => {
        client.setQueryData(trpc.disputes.evidence.queryKey({ disputeId: dispute.id }), saved);
        setTyped({});
        toast({
          title: `Version ${saved.version} staged`,
          description: "Nothing was sent to Stripe.",
        });
      },
      onSettled: () => void client.invalidateQueries({ queryKey: trpc.disputes.pathKey() }),
    }),
  );
  return {
    texts,
    type: (field: EvidenceField, text: string) =>
      setTyped((before) => ({ ...before, [field]: text })),
    discard: () => setTyped({}),
    isChanged: Object.keys(typed).length > 0,
    completeness: completenessOf(dispute.reason, texts),
    save: () => stage.mutate({ disputeId: dispute.id, version: staged.version, texts }),
    isSaving: stage.isPending,
    error: stage.error === null ? undefined : errorMessageOf(stage.error),
  };
}

export type EvidenceDraft = ReturnType<typeof useEvidenceDraft>;
