"use client";

import { useState } from "react";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { readAmount } from "#components/refunds/refund-draft.ts";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Input } from "#components/ui/input.tsx";
import { Money } from "#components/ui/money.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { formatMajor } from "#core/money.ts";
import { useTRPCClient } from "#trpc/client.tsx";

const AMOUNT_FIELD = "capture-amount";

interface CaptureSheetProps {
  paymentId: string;
  /** What is authorised and not captured. */
  capturable: MoneyDto;
  onClose: () => void;
}

/** Takes authorised money, or part of it. Mount it to open it. */
export function CaptureSheet({ paymentId, capturable, onClose }: CaptureSheetProps) {
  const client = useTRPCClient();
  const [text, setText] = useState(formatMajor(capturable));
  const { amount, problem } = readAmount(text, capturable);
  const drafting = useOverrideDraft(
    {
      preview: (params, options) => client.payments.capture.preview.mutate({ params }, options),
      request: (asked) => client.payments.capture.request.mutate(asked),
    },
    {
      params: amount === null ? null : { paymentId, amount },
      problems: problem === null ? [] : [{ fieldId: AMOUNT_FIELD, message: problem }],
      needsNote: false,
    },
    onClose,
  );
  return (
    <OverrideSheet
      commitLabel={
        amount === null ? "Capture" : `Capture ${moneyText(amount.amountMinor, amount.currency)}`
      }
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Money {...capturable} /> authorised <Id value={paymentId} />
        </span>
      }
      drafting={drafting}
      hint="Enter an amount that is authorised, to see what would happen."
      onClose={onClose}
      title="Capture"
    >
      <Field
        aside={`max ${moneyText(capturable.amountMinor, capturable.currency)}`}
        error={problem ?? undefined}
        id={AMOUNT_FIELD}
        label={`Amount in ${capturable.currency.toUpperCase()}`}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            className="num text-right text-form"
            inputMode="decimal"
            onChange={(event) => {
              setText(event.target.value);
              drafting.typedOn();
            }}
            value={text}
          />
        )}
      </Field>
    </OverrideSheet>
  );
}
