"use client";

import type { ReactNode } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { PredictedPostings } from "#components/refunds/predicted-postings.tsx";
import { cn } from "#components/ui/class-names.ts";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { Skeleton, SkeletonLines } from "#components/ui/skeleton.tsx";
import type { BooksChange, BooksChangePreview } from "#core/contracts/bookkeeping.ts";
import { BalanceEffects } from "./balance-effects.tsx";
import { useBooksChange } from "./use-books-change.ts";

const MAX_NOTE = 2000;

interface BooksChangeSheetProps {
  title: string;
  description: ReactNode;
  /** What is asked for; null while something is missing. */
  change: BooksChange | null;
  /** Verb and amount: "Ask to write off 12.00 EUR". */
  commitLabel: string;
  onClose: () => void;
  /** The fields of this kind of change. */
  children?: ReactNode;
}

type Changing = ReturnType<typeof useBooksChange>;

/** Asks for a change of the books: its fields, what it would do, a note, and who must sign. Mount it to open it. */
export function BooksChangeSheet(props: BooksChangeSheetProps) {
  const { title, description, change, commitLabel, onClose, children } = props;
  const changing = useBooksChange(change, onClose);
  return (
    <SideSheet
      description={description}
      footer={<Footer changing={changing} commitLabel={commitLabel} isAsking={change !== null} />}
      onCommit={changing.send}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={title}
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => event.preventDefault()}>
        {children}
        <Field label="Note">
          {(control) => (
            <Textarea
              {...control}
              maxLength={MAX_NOTE}
              onChange={(event) => changing.setNote(event.target.value)}
              placeholder="Why, for who signs and who audits"
              rows={2}
              value={changing.note}
            />
          )}
        </Field>
        <Preview changing={changing} isAsking={change !== null} />
      </form>
    </SideSheet>
  );
}

function Footer({
  changing,
  commitLabel,
  isAsking,
}: {
  changing: Changing;
  commitLabel: string;
  isAsking: boolean;
}) {
  const { preview, sendError, isSending, send, unavailableBecause } = changing;
  return (
    <div className="grid gap-3">
      {sendError ? <ApiErrorPanel error={sendError} /> : null}
      <div className="min-h-10">
        {preview ? <PolicyVerdict verdict={preview.preview.verdict} /> : null}
        {preview === null && isAsking && changing.previewError === null ? (
          <Skeleton className="h-5 w-40" />
        ) : null}
      </div>
      <CommitButton onCommit={send} pending={isSending} unavailableBecause={unavailableBecause}>
        {commitLabel}
      </CommitButton>
    </div>
  );
}

function Preview({ changing, isAsking }: { changing: Changing; isAsking: boolean }) {
  const { preview, previewError, retryPreview, isCurrent } = changing;
  if (!isAsking) return null;
  return (
    <section aria-label="Preview" className="grid min-h-40 content-start gap-3">
      {previewError ? <ApiErrorPanel error={previewError} onRetry={retryPreview} /> : null}
      {preview === null && previewError === null ? <SkeletonLines lines={5} /> : null}
      {preview === null || previewError !== null ? null : (
        <div aria-busy={!isCurrent} className={cn("grid gap-3", isCurrent || "opacity-60")}>
          <Seen {...preview} />
        </div>
      )}
    </section>
  );
}

function Seen({ preview, effects }: BooksChangePreview) {
  return (
    <>
      <p>{preview.title}</p>
      <DefinitionList items={preview.facts.map(({ label, value }) => ({ term: label, value }))} />
      {preview.postings.length === 0 ? null : (
        <div className="grid gap-1">
          <h3 className="font-medium">Journal that would be posted</h3>
          <PredictedPostings postings={preview.postings} />
        </div>
      )}
      <BalanceEffects effects={effects} />
    </>
  );
}
