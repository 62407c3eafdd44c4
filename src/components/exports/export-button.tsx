"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ExportKind } from "#core/contracts/exports.ts";

const ExportSheet = dynamic(
  () => import("./export-sheet.tsx").then((module) => module.ExportSheet),
  { ssr: false },
);

/** Opens the sheet that exports a list; not there for those who may not. */
export function ExportButton({ kind }: { kind: ExportKind }) {
  const [open, setOpen] = useState(false);
  if (!usePermitted("export:create")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Download aria-hidden="true" />
        Export
      </Button>
      {open ? <ExportSheet kind={kind} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
