"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { type ApiError, useTRPC } from "#trpc/client.tsx";

/** People's work on one break; a refusal is said, and the break is read again whatever came back. */
export function useBreakWork({ id: breakId, version }: Pick<BreakDetailDto, "id" | "version">) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  const handlers = {
    onError: (error: ApiError) => {
      const { sentence, next } = errorMessageOf(error);
      const why = error.data?.facts["why"];
      toast({ title: sentence, description: typeof why === "string" ? why : next, tone: "bad" });
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.reconciliation.breaks.pathKey() });
    },
  };
  const assign = useMutation(trpc.bookkeeping.assign.mutationOptions(handlers));
  const investigate = useMutation(trpc.bookkeeping.investigate.mutationOptions(handlers));
  const note = useMutation(trpc.bookkeeping.note.mutationOptions(handlers));
  const handBack = useMutation(trpc.bookkeeping.handBack.mutationOptions(handlers));
  const on = { breakId, version };
  const isBusy = [assign, investigate, note, handBack].some(({ isPending }) => isPending);
  const unlessBusy = (work: () => void) => () => (isBusy ? undefined : work());
  return {
    assign: (personId: string) => unlessBusy(() => assign.mutate({ ...on, personId }))(),
    investigate: unlessBusy(() => investigate.mutate(on)),
    note: (text: string, onDone: () => void) =>
      unlessBusy(() => note.mutate({ ...on, note: text }, { onSuccess: onDone }))(),
    handBack: (text: string, onDone: () => void) =>
      unlessBusy(() => handBack.mutate({ ...on, note: text }, { onSuccess: onDone }))(),
  };
}
