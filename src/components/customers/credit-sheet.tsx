"use client";

import { OverrideSheet } from "#components/overrides/override-sheet.tsx";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { CREDIT_FIELDS, useCreditDraft } from "./use-credit-draft.ts";

/** What the description may have at most, at Stripe (https://docs.stripe.com/api/customer_balance_transactions). */
const MOST_WORDS = 350;

type Crediting = ReturnType<typeof useCreditDraft>;

interface CreditSheetProps {
  customerId: string;
  /** The currencies that the customer uses, the most used first. */
  currencies: readonly [string, ...string[]];
  onClose: () => void;
}

function CurrencyField({
  crediting,
  currencies,
}: { crediting: Crediting } & Pick<CreditSheetProps, "currencies">) {
  return (
    <Field label="Currency">
      {(control) => (
        <Select
          {...control}
          onChange={({ target }) => crediting.choose(target.value)}
          value={crediting.currency}
        >
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code.toUpperCase()}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function AmountField({ crediting }: { crediting: Crediting }) {
  const { drafting, currency, text, typeAmount } = crediting;
  return (
    <Field
      error={drafting.problemOf(CREDIT_FIELDS.amount)}
      id={CREDIT_FIELDS.amount}
      label={`Amount in ${currency.toUpperCase()}`}
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          className="num text-right text-form"
          inputMode="decimal"
          onChange={({ target }) => typeAmount(target.value)}
          value={text}
        />
      )}
    </Field>
  );
}

function WordsField({ crediting }: { crediting: Crediting }) {
  const { drafting, words, typeWords } = crediting;
  return (
    <Field
      error={drafting.problemOf(CREDIT_FIELDS.words)}
      id={CREDIT_FIELDS.words}
      label="What the invoice says of it"
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          maxLength={MOST_WORDS}
          onChange={({ target }) => typeWords(target.value)}
          value={words}
        />
      )}
    </Field>
  );
}

/** Makes the customer's next invoices cost less. Mount it to open it. */
export function CreditSheet({ customerId, currencies, onClose }: CreditSheetProps) {
  const crediting = useCreditDraft(customerId, currencies[0], onClose);
  const { amount, drafting } = crediting;
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
        <CurrencyField crediting={crediting} currencies={currencies} />
      )}
      <AmountField crediting={crediting} />
      <WordsField crediting={crediting} />
    </OverrideSheet>
  );
}
