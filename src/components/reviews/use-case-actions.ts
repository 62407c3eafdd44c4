"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { type ApiError, useTRPC } from "#trpc/client.tsx";
import { DECISION_WORDS } from "./case-words.ts";

/** The server takes a decision back for ten minutes; the toast offers it for as long as people look at it. */
const UNDO_SHOWN_MS = 10_000;

type Decision = "clear" | "escalate";

interface DecideOptions {
  readonly reason?: string;
  readonly onDone: () => void;
  /** The server wants to know why: the decision differs from the suggestion. */
  readonly onReasonWanted: () => void;
}

/** Keeps an answer as the case's newest state, and says a refusal. */
function useAnswers() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { toast } = useToast();
  const keep = useCallback(
    (detail: CaseDetail) => {
      client.setQueryData(trpc.reviews.get.queryKey({ caseId: detail.id }), detail);
      void client.invalidateQueries({ queryKey: trpc.reviews.list.pathKey() });
    },
    [client, trpc],
  );
  const say = useCallback(
    (error: ApiError) => {
      const { sentence, next } = errorMessageOf(error);
      const why = error.data?.facts["why"];
      toast({ title: sentence, description: typeof why === "string" ? why : next, tone: "bad" });
      void client.invalidateQueries({ queryKey: trpc.reviews.pathKey() });
    },
    [client, toast, trpc],
  );
  return { keep, say };
}

/** Offers to take the decision that was just made back. */
function useOfferUndo() {
  const trpc = useTRPC();
  const { toast, undoToast } = useToast();
  const { keep, say } = useAnswers();
  const undo = useMutation(
    trpc.reviews.undo.mutationOptions({
      onSuccess: (detail) => {
        keep(detail);
        toast({ title: `Case ${detail.number} is open again`, tone: "mute" });
      },
      onError: say,
    }),
  );
  return (decided: CaseDetail, decision: Decision): void => {
    const title = `Case ${decided.number}: ${DECISION_WORDS[decision].word.toLowerCase()}`;
    const newest = decided.decisions.find(
      (one) => one.undoneAt === null && one.decision === decision,
    );
    if (!newest) {
      toast({ title });
      return;
    }
    const onUndo = () => undo.mutate({ caseId: decided.id, decisionId: newest.id });
    undoToast({ title, undoMs: UNDO_SHOWN_MS, onUndo });
  };
}

/** Everything that can be done to a case. Each answer is the case as it is now; refusals are said as toasts. */
export function useCaseActions() {
  const trpc = useTRPC();
  const { keep, say } = useAnswers();
  const offerUndo = useOfferUndo();
  const settled = { onSuccess: keep, onError: say };
  const claim = useMutation(trpc.reviews.claim.mutationOptions(settled));
  const release = useMutation(trpc.reviews.release.mutationOptions(settled));
  const renew = useMutation(trpc.reviews.renew.mutationOptions(settled));
  const addNote = useMutation(trpc.reviews.addNote.mutationOptions(settled));
  const claimQuietly = useMutation(trpc.reviews.claim.mutationOptions());
  const decideCase = useMutation(trpc.reviews.decide.mutationOptions());

  /** Claims the case first where nobody holds it, so that an easy case is one key. */
  async function decide(
    detail: CaseDetail,
    decision: Decision,
    options: DecideOptions,
  ): Promise<void> {
    try {
      const held = detail.mine ? detail : await claimQuietly.mutateAsync({ caseId: detail.id });
      const reason = options.reason ? { reason: options.reason } : {};
      const decided = await decideCase.mutateAsync({
        caseId: detail.id,
        version: held.version,
        decision,
        ...reason,
      });
      keep(decided);
      options.onDone();
      offerUndo(decided, decision);
    } catch (error) {
      if (isReasonWanted(error)) options.onReasonWanted();
      else if (isRefusal(error)) say(error);
    }
  }

  return { claim, release, renew, addNote, decide };
}

function isRefusal(error: unknown): error is ApiError {
  return error instanceof Error && "data" in error;
}

function isReasonWanted(error: unknown): boolean {
  return isRefusal(error) && error.data?.domainCode === "REASON_REQUIRED";
}
