"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ExportKind } from "#core/contracts/exports.ts";
import type { ShownList } from "./export-draft.ts";

const ExportSheet = dynamic(
  () => import("./export-sheet.tsx").then((module) => module.ExportSheet),
  { ssr: false },
);

interface ExportButtonProps {
  kind: ExportKind;
  /** The list beside it as it is on screen, where there is one: exported just so unless a person chooses days instead. */
  shown?: ShownList;
}

/** Opens the sheet that exports a list; not there for those who may not. */
export function ExportButton({ kind, shown }: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  if (!usePermitted("export:create")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Download aria-hidden="true" />
        Export
      </Button>
      {open ? (
        <ExportSheet kind={kind} onClose={() => setOpen(false)} shown={shown ?? null} />
      ) : null}
    </>
  );
}
