"use client";

import { ExportButton } from "#components/exports/export-button.tsx";
import { withoutPage } from "#components/exports/export-draft.ts";
import { useLineFilters } from "./use-line-filters.ts";

/** Exports the bank's lines as they are listed below it. */
export function LinesExport() {
  const { input, words } = useLineFilters();
  return (
    <ExportButton
      kind="bank-lines"
      shown={{ list: { of: "bank-lines", ...withoutPage(input) }, words }}
    />
  );
}
