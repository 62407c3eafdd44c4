"use client";

import { ExportButton } from "#components/exports/export-button.tsx";
import { withoutPage } from "#components/exports/export-draft.ts";
import { useJournalFilters } from "./use-journal-filters.ts";

/** Exports the journals as they are listed below it. */
export function JournalsExport() {
  const { input, words } = useJournalFilters();
  return (
    <ExportButton
      kind="journals"
      shown={{ list: { of: "journals", ...withoutPage(input) }, words }}
    />
  );
}
