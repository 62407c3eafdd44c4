"use client";

import { Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";

const ImportSheet = dynamic(
  () => import("./import-sheet.tsx").then((module) => module.ImportSheet),
  { ssr: false },
);

/** Opens the import of a bank's file; not there for those who may not. */
export function ImportButton() {
  const [open, setOpen] = useState(false);
  if (!usePermitted("bank:import")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} variant="primary">
        <Upload aria-hidden="true" />
        Import statement…
      </Button>
      {open ? <ImportSheet onClose={() => setOpen(false)} /> : null}
    </>
  );
}
