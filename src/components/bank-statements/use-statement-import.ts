"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "#components/ui/toast.tsx";
import type { CsvMapping, ImportPreview, ImportTarget } from "#core/contracts/bank-statements.ts";
import { useTRPC } from "#trpc/client.tsx";
import { counted } from "./bank-words.ts";
import { MAX_UPLOAD_BYTES, readUpload, type Upload } from "./read-upload.ts";

/** What the server is asked with; without a mapping it takes the remembered one, or guesses. */
function inputOf(file: Upload, target: ImportTarget, mapping: CsvMapping | null) {
  return { ...file, target, ...(mapping === null ? {} : { mapping }) };
}

/** The import itself, told in a toast. */
function useImporting(onImported: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  return useMutation(
    trpc.bankStatements.import.mutationOptions({
      onSuccess: async ({ added, amended, known, alreadyImported }) => {
        const done = `${counted(added, "line")} imported`;
        toast({
          title: alreadyImported ? "This file was imported before" : done,
          description: `${known} known already, ${amended} amended`,
          tone: "ok",
        });
        await queryClient.invalidateQueries({ queryKey: trpc.bankStatements.pathKey() });
        onImported();
      },
    }),
  );
}

/** A file on its way in: what it would do, what it still needs, and the import itself. */
export function useStatementImport(onImported: () => void) {
  const trpc = useTRPC();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [target, setTarget] = useState<ImportTarget>({});
  const [mapping, setMapping] = useState<CsvMapping | null>(null);
  // What was seen last stays while the file is read anew, so that nobody loses the field they are in.
  const [seen, setSeen] = useState<ImportPreview | null>(null);
  const preview = useMutation(trpc.bankStatements.preview.mutationOptions());
  const importing = useImporting(onImported);
  const look = (file: Upload | null, to: ImportTarget, how: CsvMapping | null) => {
    importing.reset();
    // Told with the question: where answers overtake each other, that of the newest question counts alone.
    if (file !== null) preview.mutate(inputOf(file, to, how), { onSuccess: setSeen });
  };
  return {
    upload,
    refusal,
    target,
    preview,
    seen,
    mapping: mapping ?? seen?.csv?.mapping ?? null,
    importing,
    take: async (file: File) => {
      preview.reset();
      setSeen(null);
      setUpload(null);
      setMapping(null);
      if (file.size > MAX_UPLOAD_BYTES) {
        setRefusal("The file is larger than 10 MB. Export a shorter span of time.");
        return;
      }
      setRefusal(null);
      const read = await readUpload(file);
      setUpload(read);
      look(read, target, null);
    },
    /** `quietly` where the preview does not depend on it. */
    changeTarget: (next: ImportTarget, quietly = false) => {
      setTarget(next);
      // Another account may have another mapping remembered.
      const how = next.bankAccountId === target.bankAccountId ? mapping : null;
      setMapping(how);
      if (!quietly) look(upload, next, how);
    },
    changeMapping: (next: CsvMapping) => {
      setMapping(next);
      look(upload, target, next);
    },
    send: () => {
      if (upload === null || importing.isPending) return;
      importing.mutate(inputOf(upload, target, mapping ?? seen?.csv?.mapping ?? null));
    },
  };
}

export type StatementImport = ReturnType<typeof useStatementImport>;
