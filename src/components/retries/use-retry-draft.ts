"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { instantIn } from "#components/payments/zoned-day.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { useTRPC, useTRPCClient } from "#trpc/client.tsx";
import { planOf, type RetryTime } from "./retry-plan.ts";

/** The field that problems of method and time belong to. */
export const RETRY_FIELD = "retry-method";

/** Everything the retry sheet knows: what speaks for and against it, what was chosen, and how to send it. */
export function useRetryDraft(paymentId: string, onRecorded: () => void, first?: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const timeZone = useTimeZone();
  const [methodId, setMethod] = useState<string | null>(first ?? null);
  const [time, setTime] = useState<RetryTime | null>(null);
  const [typed, setTyped] = useState("");
  const typedAt = instantIn(typed, timeZone);
  const at = time === "at" ? typedAt : null;
  const advising = useQuery({
    ...trpc.retries.advice.queryOptions({ paymentId, ...(at === null ? {} : { at }) }),
    placeholderData: keepPreviousData,
  });
  const advice = advising.data ?? null;
  const plan = advice && planOf(advice, { methodId, time, typedAt });
  const params = advising.isPlaceholderData ? null : (plan?.params ?? null);
  const drafting = useOverrideDraft(
    {
      preview: (asked, options) =>
        client.retries.payment.preview.mutate({ params: asked }, options),
      request: (asked) => client.retries.payment.request.mutate(asked),
    },
    {
      params,
      problems: plan?.problem ? [{ fieldId: RETRY_FIELD, message: plan.problem }] : [],
      forbiddenBy: plan?.forbiddenBy,
      needsNote: false,
    },
    onRecorded,
  );
  return {
    advice,
    advising,
    plan,
    typed,
    drafting,
    choose: (id: string) => {
      setMethod(id);
      drafting.typedOn();
    },
    chooseTime: (next: RetryTime) => {
      setTime(next);
      drafting.typedOn();
    },
    typeTime: (text: string) => {
      setTyped(text);
      drafting.typedOn();
    },
  };
}
