"use client";

import { type RefCallback, useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Input, Textarea } from "#components/ui/input.tsx";
import { RadioList } from "#components/ui/segmented-control.tsx";
import { type RefundReason, refundReasons } from "#core/contracts/refunds.ts";
import { REFUND_FIELDS, type RefundDraft } from "./refund-draft.ts";
import { REFUND_REASON_TITLES } from "./refund-reasons.ts";
import type { RefundTarget } from "./refund-target.ts";

const MAX_NOTE = 2000;

const CHOICES = refundReasons.map((value, index) => ({
  value,
  label: REFUND_REASON_TITLES[value],
  keys: String(index + 1),
}));

interface RefundFieldsProps {
  target: RefundTarget;
  draft: RefundDraft;
  onChange: (change: Partial<RefundDraft>) => void;
  /** The sentence under a field, by its id. */
  problemOf: (fieldId: string) => string | undefined;
  isNoteRequired: boolean;
  /** Receives the group of reasons, in which the focus starts. */
  reasonsRef: RefCallback<HTMLElement>;
}

function AmountField({ target, draft, onChange, problemOf }: RefundFieldsProps) {
  const { left, refunded, held } = target;
  const gone = [
    refunded.amountMinor > 0n
      ? `${moneyText(refunded.amountMinor, refunded.currency)} refunded`
      : "",
    held.amountMinor > 0n ? `${moneyText(held.amountMinor, held.currency)} on the way` : "",
  ].filter((part) => part !== "");
  return (
    <Field
      aside={`max ${moneyText(left.amountMinor, left.currency)}`}
      error={problemOf(REFUND_FIELDS.amount)}
      hint={gone.length === 0 ? undefined : `Already ${gone.join(", ")}.`}
      id={REFUND_FIELDS.amount}
      label={`Amount in ${left.currency.toUpperCase()}`}
    >
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          className="num text-right text-form"
          inputMode="decimal"
          onChange={(event) => onChange({ amountText: event.target.value })}
          value={draft.amountText}
        />
      )}
    </Field>
  );
}

function ReasonField({ draft, onChange, problemOf, reasonsRef }: RefundFieldsProps) {
  const errorId = useId();
  const problem = problemOf(REFUND_FIELDS.reason);
  return (
    <div className="grid gap-1" id={REFUND_FIELDS.reason} tabIndex={-1}>
      <p aria-hidden="true" className="font-medium">
        Reason
      </p>
      <div ref={reasonsRef}>
        <RadioList<RefundReason>
          choices={CHOICES}
          describedBy={problem === undefined ? undefined : errorId}
          invalid={problem !== undefined}
          label="Reason"
          onChange={(reason) => onChange({ reason })}
          value={draft.reason}
        />
      </div>
      {problem === undefined ? null : (
        <p className="text-bad text-meta" id={errorId}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** What becomes of the transfer and of our fee, for a payment that was passed on to a connected account. */
function ConnectField({ target, draft, onChange }: RefundFieldsProps) {
  if (target.passedOnTo === null) return null;
  const { connect } = draft;
  return (
    <fieldset className="grid gap-1">
      <legend className="font-medium">Passed on to {target.passedOnTo}</legend>
      <Checkbox
        checked={connect.reverseTransfer}
        label="Take the money back from the connected account"
        onChange={({ target: box }) =>
          onChange({ connect: { ...connect, reverseTransfer: box.checked } })
        }
      />
      <Checkbox
        checked={connect.refundApplicationFee}
        label="Give our application fee back to them"
        onChange={({ target: box }) =>
          onChange({ connect: { ...connect, refundApplicationFee: box.checked } })
        }
      />
    </fieldset>
  );
}

/** Amount, reason, what becomes of a transfer, and note. */
export function RefundFields(props: RefundFieldsProps) {
  const { draft, onChange, problemOf, isNoteRequired } = props;
  return (
    <div className="grid gap-3">
      <AmountField {...props} />
      <ReasonField {...props} />
      <ConnectField {...props} />
      <Field
        error={problemOf(REFUND_FIELDS.note)}
        id={REFUND_FIELDS.note}
        label="Note"
        optional={!isNoteRequired}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={MAX_NOTE}
            onChange={(event) => onChange({ note: event.target.value })}
            placeholder={isNoteRequired ? "Why, for who approves and who audits" : ""}
            rows={2}
            value={draft.note}
          />
        )}
      </Field>
    </div>
  );
}
