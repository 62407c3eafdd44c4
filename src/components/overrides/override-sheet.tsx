"use client";

import type { ReactNode } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { kindOfVerdict, queueLabel } from "#components/operations/held-back.ts";
import { HeldBackNote } from "#components/operations/held-back-note.tsx";
import { useHeldBack } from "#components/operations/use-held-back.ts";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { cn } from "#components/ui/class-names.ts";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormErrorSummary } from "#components/ui/form-error-summary.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import { OverridePreviewBody } from "./override-consequences.tsx";
import { NOTE_FIELD, type useOverrideDraft } from "./use-override-draft.ts";

const MAX_NOTE = 2000;

type Drafting = ReturnType<typeof useOverrideDraft>;

interface OverrideSheetProps {
  title: string;
  /** What the sheet is about, below the title: object and amount. */
  description: ReactNode;
  drafting: Drafting;
  /** Verb, amount and target; "Ask for approval: " is put before it where another person must sign. */
  commitLabel: string;
  /** `danger` where something is lost for good. */
  variant?: "primary" | "danger";
  /** What to enter before a preview can be made. */
  hint: string;
  onClose: () => void;
  /** The kind's own fields. */
  children?: ReactNode;
}

function Footer({ drafting, commitLabel, variant }: Omit<OverrideSheetProps, "children">) {
  const { verdict, error, isSending, send, unavailableBecause, refusal } = drafting;
  const asks = verdict?.kind === "approval";
  const kind = kindOfVerdict(verdict);
  const label = useHeldBack(kind) === null ? commitLabel : queueLabel(commitLabel);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {error ? <ApiErrorPanel error={error} /> : null}
      <div className="min-h-10">
        {verdict === null ? <Skeleton className="h-5 w-40" /> : <PolicyVerdict verdict={verdict} />}
      </div>
      <p aria-live="polite" className="text-meta text-warn empty:hidden">
        {refusal}
      </p>
      <HeldBackNote kind={kind} />
      <CommitButton
        onCommit={send}
        pending={isSending}
        unavailableBecause={unavailableBecause}
        {...(variant ? { variant } : {})}
      >
        {asks ? `Ask for approval: ${commitLabel}` : label}
      </CommitButton>
    </div>
  );
}

function PreviewSection({ drafting, hint }: Pick<OverrideSheetProps, "drafting" | "hint">) {
  const { preview, isCurrent, error, again } = drafting.previewing;
  return (
    <section aria-label="Preview" className="grid min-h-48 content-start gap-3">
      {error ? <ApiErrorPanel error={error} onRetry={again} /> : null}
      {preview === null && error === null ? (
        <>
          <p className="text-secondary-foreground">{hint}</p>
          <SkeletonLines lines={6} />
        </>
      ) : null}
      {preview === null || error !== null ? null : (
        <div
          aria-busy={!isCurrent}
          className={cn("grid gap-3", isCurrent || "opacity-60 transition-opacity delay-100")}
        >
          <OverridePreviewBody preview={preview} />
        </div>
      )}
    </section>
  );
}

/** One override on one object: its fields, a note, what would happen, the policy's word, and the one button that commits. */
export function OverrideSheet(props: OverrideSheetProps) {
  const { title, description, drafting, hint, onClose, children } = props;
  return (
    <SideSheet
      description={description}
      footer={<Footer {...props} />}
      onCommit={drafting.send}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={title}
    >
      <form className="grid gap-3" noValidate onSubmit={(event) => event.preventDefault()}>
        <FormErrorSummary problems={drafting.summary} />
        {children}
        <Field
          error={drafting.problemOf(NOTE_FIELD)}
          id={NOTE_FIELD}
          label="Note"
          optional={!drafting.isNoteRequired}
        >
          {(control) => (
            <Textarea
              {...control}
              maxLength={MAX_NOTE}
              onChange={(event) => drafting.changeNote(event.target.value)}
              placeholder={drafting.isNoteRequired ? "Why, for who approves and who audits" : ""}
              rows={2}
              value={drafting.note}
            />
          )}
        </Field>
        <PreviewSection drafting={drafting} hint={hint} />
      </form>
    </SideSheet>
  );
}
