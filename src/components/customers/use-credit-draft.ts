"use client";

import { useState } from "react";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { readPositiveAmount } from "#components/refunds/refund-draft.ts";
import { useTRPCClient } from "#trpc/client.tsx";

/** The fields that problems of amount and description belong to. */
export const CREDIT_FIELDS = { amount: "credit-amount", words: "credit-words" } as const;

/** Everything the credit sheet knows: what was typed, what it would do, and how to send it. */
export function useCreditDraft(customerId: string, firstCurrency: string, onRecorded: () => void) {
  const client = useTRPCClient();
  const [currency, setCurrency] = useState(firstCurrency);
  const [text, setText] = useState("");
  const [words, setWords] = useState("");
  const { amount, problem } = readPositiveAmount(text, currency);
  const description = words.trim();
  const noWords = description === "" ? "Write what the customer reads on their invoice." : null;
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.customers.credit.preview.mutate({ params }, options),
      request: (asked) => client.customers.credit.request.mutate(asked),
    },
    {
      params: amount === null || noWords !== null ? null : { customerId, amount, description },
      problems: [
        ...(problem === null ? [] : [{ fieldId: CREDIT_FIELDS.amount, message: problem }]),
        ...(noWords === null ? [] : [{ fieldId: CREDIT_FIELDS.words, message: noWords }]),
      ],
      needsNote: true,
    },
    onRecorded,
  );
  const typing = (change: (value: string) => void) => (value: string) => {
    change(value);
    drafting.typedOn();
  };
  return {
    currency,
    text,
    words,
    amount,
    drafting,
    choose: typing(setCurrency),
    typeAmount: typing(setText),
    typeWords: typing(setWords),
  };
}
