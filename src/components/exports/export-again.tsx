"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { ExportRecord } from "#core/contracts/exports.ts";

const ExportSheet = dynamic(
  () => import("./export-sheet.tsx").then((module) => module.ExportSheet),
  { ssr: false },
);

/** Asks once more for a file that broke off, with the same choice. */
export function ExportAgain({ filters }: Pick<ExportRecord, "filters">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} size="sm">
        Export again…
      </Button>
      {open ? (
        <ExportSheet
          again={filters}
          kind={filters.kind}
          onClose={() => setOpen(false)}
          shown={null}
        />
      ) : null}
    </>
  );
}
