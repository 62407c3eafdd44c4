"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { newCommandId } from "#components/refunds/new-command-id.ts";
import { PolicyVerdict } from "#components/refunds/policy-verdict.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { BooksPreview } from "#core/contracts/books-changes.ts";
import type { ApiError } from "#trpc/client.tsx";

const MAX_NOTE = 2000;

interface ControlSheetProps {
  title: string;
  description: string;
  commitLabel: string;
  preview: Pick<UseQueryResult<BooksPreview, ApiError>, "data" | "error" | "refetch">;
  onSend: (asked: { commandId: string; note: string; previewHash: string }) => void;
  isSending: boolean;
  error: ApiError | null;
  onClose: () => void;
}

function whyNot(preview: BooksPreview | undefined, note: string): string | undefined {
  if (preview === undefined) return "Waits for the preview.";
  if (preview.verdict.kind === "deny")
    return preview.verdict.reasons[0]?.text ?? "Forbidden by policy.";
  return note.trim() === "" ? "Write why, for who signs and who audits." : undefined;
}

function Seen({ preview }: Pick<ControlSheetProps, "preview">) {
  const { data, error, refetch } = preview;
  return (
    <section aria-label="Preview" className="grid min-h-40 content-start gap-3">
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={5} /> : null}
      {data === undefined ? null : (
        <>
          <p>{data.title}</p>
          <DefinitionList items={data.facts.map(({ label, value }) => ({ term: label, value }))} />
        </>
      )}
    </section>
  );
}

/** Asks for what another person must sign: what it rests on, a note, and who signs. Mount it to open it. */
export function ControlSheet(props: ControlSheetProps) {
  const { title, description, commitLabel, preview, onSend, isSending, error, onClose } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [commandId] = useState(newCommandId);
  const [note, setNote] = useState("");
  const missing = whyNot(preview.data, note);
  const send = () => {
    if (preview.data === undefined || missing !== undefined || isSending) return;
    onSend({ commandId, note: note.trim(), previewHash: preview.data.previewHash });
  };
  return (
    <SideSheet
      description={description}
      footer={
        <div className="grid gap-3">
          {error ? <ApiErrorPanel error={error} /> : null}
          <div className="min-h-10">
            {preview.data ? <PolicyVerdict verdict={preview.data.verdict} /> : null}
          </div>
          <CommitButton onCommit={send} pending={isSending} unavailableBecause={missing}>
            {commitLabel}
          </CommitButton>
        </div>
      }
      initialFocus={field}
      onCommit={send}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={title}
    >
      <form className="grid gap-4" noValidate onSubmit={(event) => event.preventDefault()}>
        <Field label="Note">
          {(control) => (
            <Textarea
              {...control}
              maxLength={MAX_NOTE}
              onChange={(event) => setNote(event.target.value)}
              ref={field}
              rows={3}
              value={note}
            />
          )}
        </Field>
        <Seen preview={preview} />
      </form>
    </SideSheet>
  );
}
