"use client";

import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { CommitButton } from "#components/ui/commit-button.tsx";
import { SideSheet } from "#components/ui/side-sheet.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { ApiError } from "#trpc/client.tsx";
import { counted } from "./bank-words.ts";
import { CsvMappingForm } from "./csv-mapping-form.tsx";
import { FileDrop } from "./file-drop.tsx";
import { ImportPreviewPanel } from "./import-preview-panel.tsx";
import { TargetFields } from "./target-fields.tsx";
import { type StatementImport, useStatementImport } from "./use-statement-import.ts";

/** Imports a bank's file: choose it, read what it would do, then let it. Mount it to open it. */
export function ImportSheet({ onClose }: { onClose: () => void }) {
  const statement = useStatementImport(onClose);
  const missing = whyNot(statement);
  const send = () => (missing === undefined ? statement.send() : undefined);
  return (
    <SideSheet
      description="Nothing is stored before you say so"
      footer={
        <CommitButton
          onCommit={send}
          pending={statement.importing.isPending}
          unavailableBecause={missing}
        >
          {commitLabel(statement)}
        </CommitButton>
      }
      onCommit={send}
      onOpenChange={(open) => (open ? undefined : onClose())}
      open
      title="Import statement"
    >
      <div className="grid gap-4">
        <FileDrop
          fileName={statement.upload?.fileName ?? null}
          onFile={(file) => void statement.take(file)}
        />
        {statement.refusal === null ? null : (
          <p className="text-bad" role="alert">
            {statement.refusal}
          </p>
        )}
        <ReadFile statement={statement} />
      </div>
    </SideSheet>
  );
}

/** What was read of the file, and what is still asked about it. */
function ReadFile({ statement }: { statement: StatementImport }) {
  const { preview, seen, mapping, importing, changeMapping } = statement;
  const refused = preview.error ?? importing.error;
  const csv = seen?.csv && mapping ? { ...seen.csv, mapping } : null;
  return (
    <>
      {preview.isPending && seen === null ? <SkeletonLines lines={6} /> : null}
      {refused ? <FileRefusal error={refused} /> : null}
      {seen ? <TargetFields preview={seen} statement={statement} /> : null}
      {csv ? <CsvMappingForm csv={csv} onChange={changeMapping} /> : null}
      {seen && !preview.error ? <ImportPreviewPanel preview={seen} /> : null}
    </>
  );
}

/** A refused file: the place and the problem before the general advice. */
function FileRefusal({ error }: { error: ApiError }) {
  const { where, problem, missing } = error.data?.facts ?? {};
  const told = [where, problem ?? missing].filter((fact) => fact !== undefined);
  return (
    <div className="grid gap-2">
      {told.length === 0 ? null : (
        <p className="break-words font-medium text-bad">{`${told.join(": ")}.`}</p>
      )}
      <ApiErrorPanel error={error} />
    </div>
  );
}

function whyNot({ upload, preview, seen, target }: StatementImport): string | undefined {
  if (upload === null) return "Choose a file first.";
  if (preview.isPending) return "The file is being read.";
  if (preview.error || seen === null) return "The file cannot be read as it is.";
  const { needs, alreadyImported, statements } = seen;
  if (needs.includes("mapping")) return "Say what the columns mean.";
  if (needs.includes("account")) return "Say which account the file is of.";
  if (alreadyImported) return "This very file was imported before.";
  const isNew = statements.some(({ account }) => account === null);
  if (isNew && (target.label ?? "") === "") return "Name the new account.";
  return undefined;
}

function commitLabel({ seen }: StatementImport): string {
  const statements = seen?.statements ?? [];
  if (statements.length === 0) return "Import";
  const added = statements.reduce((sum, one) => sum + one.added, 0);
  const amended = statements.reduce((sum, one) => sum + one.amended, 0);
  const more = amended === 0 ? "" : `, amend ${amended}`;
  return `Import ${counted(added, "new line")}${more}`;
}
