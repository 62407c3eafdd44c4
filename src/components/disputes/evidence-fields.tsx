"use client";

import { cardNumberProblem } from "#components/notes/card-number-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import {
  EVIDENCE_FIELDS,
  EVIDENCE_LABELS,
  type EvidenceField,
  MAX_TEXT,
  recommendedFields,
} from "#core/dispute-evidence.ts";
import { EVIDENCE_FIELD_HINTS } from "./evidence-field-hints.ts";
import type { EvidenceDraft } from "./use-evidence-draft.ts";

interface EvidenceFieldsProps {
  reason: string;
  draft: EvidenceDraft;
}

function TextField({ field, draft }: { field: EvidenceField; draft: EvidenceDraft }) {
  const label = EVIDENCE_LABELS[field];
  const { hint, long = false } = EVIDENCE_FIELD_HINTS[field];
  const value = draft.texts[field] ?? "";
  const Control = long ? Textarea : Input;
  return (
    <div className={long ? "sm:col-span-2" : undefined}>
      <Field error={cardNumberProblem(value)} hint={hint} label={label}>
        {(control) => (
          <Control
            {...control}
            autoComplete="off"
            maxLength={MAX_TEXT}
            onChange={(event) => draft.type(field, event.target.value)}
            value={value}
          />
        )}
      </Field>
    </div>
  );
}

/** The fields that help with this reason, and the others folded away. */
export function EvidenceFields({ reason, draft }: EvidenceFieldsProps) {
  const recommended = recommendedFields(reason);
  const others = EVIDENCE_FIELDS.filter((field) => !recommended.includes(field));
  const hasOther = others.some((field) => draft.texts[field]);
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {recommended.map((field) => (
          <TextField draft={draft} field={field} key={field} />
        ))}
      </div>
      <details open={hasOther}>
        <summary className="cursor-pointer rounded-sm py-1 text-secondary-foreground">
          Other fields
        </summary>
        <div className="grid gap-3 pt-2 sm:grid-cols-2">
          {others.map((field) => (
            <TextField draft={draft} field={field} key={field} />
          ))}
        </div>
      </details>
    </div>
  );
}
