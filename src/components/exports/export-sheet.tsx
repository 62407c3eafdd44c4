"use client";

import { type SubmitEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { useNowMs } from "#components/ui/clock.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { EXPORT_KINDS, type ExportKind, type ExportRequest } from "#core/contracts/exports.ts";
import { ExportContents } from "./export-contents.tsx";
import { draftOf, firstDraft, requestOf, type ShownList } from "./export-draft.ts";
import { ExportFields, RowsField } from "./export-fields.tsx";
import { ExportOutcome } from "./export-outcome.tsx";

/** Ids are made where the intent is, so that the page can ask how the file came along. */
const newExportId = (): string => globalThis.crypto.randomUUID();

const FORM = "export-form";

interface ExportSheetProps {
  kind: ExportKind;
  shown: ShownList | null;
  /** What was asked for before, where it is asked for again. */
  again?: ExportRequest;
  onClose: () => void;
}

/** Choose what to export, see what will be in it, and let the browser save it. Mount it to open it. */
export function ExportSheet({ kind, shown, again, onClose }: ExportSheetProps) {
  const nowMs = useNowMs();
  const [draft, setDraft] = useState(() =>
    again === undefined ? firstDraft(kind, nowMs, shown?.list) : draftOf(again),
  );
  const [startedId, setStartedId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const request = requestOf(draft);
  const submit = (event: SubmitEvent) => {
    if (request === null || field.current === null) return event.preventDefault();
    const id = newExportId();
    // Written to the field itself: a render would come before or after the browser reads the form, as it likes.
    field.current.value = JSON.stringify({ id, request });
    setStartedId(id);
  };
  return (
    <SideSheet
      description="As a file; that it left the console is recorded with your name."
      footer={
        <div className="grid gap-3">
          {startedId === null ? null : <ExportOutcome id={startedId} key={startedId} />}
          <Button
            className="w-full"
            disabled={request === null}
            form={FORM}
            size="lg"
            type="submit"
            variant="primary"
          >
            Export {EXPORT_KINDS[kind].title.toLowerCase()}
          </Button>
        </div>
      }
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title={`Export ${EXPORT_KINDS[kind].title.toLowerCase()}`}
    >
      <form
        action="/api/exports"
        className="grid gap-4"
        id={FORM}
        method="post"
        noValidate
        onSubmit={submit}
      >
        <input name="export" ref={field} type="hidden" />
        {shown === null ? null : <RowsField draft={draft} onChange={setDraft} shown={shown} />}
        <ExportFields draft={draft} nowMs={nowMs} onChange={setDraft} />
        <ExportContents request={request} />
      </form>
    </SideSheet>
  );
}
