import type { FieldProblem } from "#components/ui/form-error-summary.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import type { ConnectChoice, RefundReason, VerdictDto } from "#core/contracts/refunds.ts";
import type { MoneyDto } from "#core/contracts/shared.ts";
import { exponentOf, isCurrency } from "#core/currency.ts";
import { parseMajor } from "#core/money.ts";

/** What a person has entered so far. */
export interface RefundDraft {
  /** As typed, in major units of the payment's currency. */
  readonly amountText: string;
  readonly reason: RefundReason | null;
  readonly note: string;
  /** What becomes of transfer and fee; looked at for payments that were passed on only. */
  readonly connect: ConnectChoice;
}

/** Ids of the sheet's controls, for the summary of errors to link to. */
export const REFUND_FIELDS = {
  amount: "refund-amount",
  reason: "refund-reason",
  note: "refund-note",
} as const;

/** The typed amount, or the sentence that says why it is none; `left` is what may still be refunded. */
export type ReadAmount =
  | { readonly amount: MoneyDto; readonly problem: null }
  | { readonly amount: null; readonly problem: string };

const none = (problem: string): ReadAmount => ({ amount: null, problem });

/** Reads an amount that must be more than zero. Nothing is rounded. */
export function readPositiveAmount(text: string, currency: string): ReadAmount {
  const parsed = isCurrency(currency) ? parseMajor(text.replaceAll(/\s/g, ""), currency) : null;
  if (parsed === null) {
    const digits = exponentOf(currency);
    const example = digits === 0 ? "42" : `42.${"0".repeat(digits)}`;
    return none(`Enter an amount in ${currency.toUpperCase()} such as ${example}.`);
  }
  if (parsed.amountMinor <= 0n) return none("Enter more than zero.");
  return { amount: parsed, problem: null };
}

/** Reads an amount against what is left of the payment. */
export function readAmount(text: string, left: MoneyDto): ReadAmount {
  const read = readPositiveAmount(text, left.currency);
  if (read.amount !== null && read.amount.amountMinor > left.amountMinor)
    return none(`At most ${moneyText(left.amountMinor, left.currency)} is left to refund.`);
  return read;
}

/** Whether the note must be written: for "something else", and where another person must decide. */
export function isNoteRequired(reason: RefundReason | null, verdict: VerdictDto | null): boolean {
  return reason === "other" || verdict?.kind === "approval";
}

/** Everything that keeps the draft from being sent, in the order of the fields. */
export function draftProblems(
  draft: RefundDraft,
  left: MoneyDto,
  verdict: VerdictDto | null,
): readonly FieldProblem[] {
  const { problem } = readAmount(draft.amountText, left);
  const noteMissing = isNoteRequired(draft.reason, verdict) && draft.note.trim() === "";
  return [
    ...(problem === null ? [] : [{ fieldId: REFUND_FIELDS.amount, message: problem }]),
    ...(draft.reason === null
      ? [{ fieldId: REFUND_FIELDS.reason, message: "Pick a reason." }]
      : []),
    ...(noteMissing
      ? [
          {
            fieldId: REFUND_FIELDS.note,
            message: "Write a note: who decides and who audits read it.",
          },
        ]
      : []),
  ];
}
