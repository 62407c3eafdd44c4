"use client";

import { useState } from "react";
import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { useOverrideDraft } from "#components/overrides/use-override-draft.ts";
import { readPositiveAmount } from "#components/refunds/refund-draft.ts";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTRPCClient } from "#trpc/client.tsx";

const AMOUNT_FIELD = "credit-amount";
const WORDS_FIELD = "credit-words";
/** What the description may have at most, at Stripe (https://docs.stripe.com/api/customer_balance_transactions). */
const MOST_WORDS = 350;

interface CreditSheetProps {
  customerId: string;
  /** The currencies that the customer uses, the most used first. */
  currencies: readonly [string, ...string[]];
  onClose: () => void;
}

/** Makes the customer's next invoices cost less. Mount it to open it. */
export function CreditSheet({ customerId, currencies, onClose }: CreditSheetProps) {
  const client = useTRPCClient();
  const [currency, setCurrency] = useState(currencies[0]);
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
        ...(problem === null ? [] : [{ fieldId: AMOUNT_FIELD, message: problem }]),
        ...(noWords === null ? [] : [{ fieldId: WORDS_FIELD, message: noWords }]),
      ],
      needsNote: true,
    },
    onClose,
  );
  const typed = (change: () => void) => {
    change();
    drafting.typedOn();
  };
  return (
    <OverrideSheet
      commitLabel={
        amount === null ? "Credit" : `Credit ${moneyText(amount.amountMinor, amount.currency)}`
      }
      description={<Id value={customerId} />}
      drafting={drafting}
      hint="Enter an amount and what the invoice says of it, to see what would happen."
      onClose={onClose}
      title="Credit the customer"
    >
      {currencies.length === 1 ? null : (
        <Field label="Currency">
          {(control) => (
            <Select
              {...control}
              onChange={({ target }) => typed(() => setCurrency(target.value))}
              value={currency}
            >
              {currencies.map((code) => (
                <option key={code} value={code}>
                  {code.toUpperCase()}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field
        error={drafting.problemOf(AMOUNT_FIELD)}
        id={AMOUNT_FIELD}
        label={`Amount in ${currency.toUpperCase()}`}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            className="num text-right text-form"
            inputMode="decimal"
            onChange={({ target }) => typed(() => setText(target.value))}
            value={text}
          />
        )}
      </Field>
      <Field
        error={drafting.problemOf(WORDS_FIELD)}
        id={WORDS_FIELD}
        label="What the invoice says of it"
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={MOST_WORDS}
            onChange={({ target }) => typed(() => setWords(target.value))}
            value={words}
          />
        )}
      </Field>
    </OverrideSheet>
  );
}
