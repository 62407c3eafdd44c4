import { ExportButton } from "#components/exports/export-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { JournalsTable } from "./journals-table.tsx";
import { LedgerTabs } from "./ledger-tabs.tsx";

/** Everything that was posted. */
export function JournalsPage() {
  return (
    <>
      <PageHeader
        actions={<ExportButton kind="journals" />}
        description="Posted once, never changed; a correction is another journal"
        title="Ledger"
      />
      <LedgerTabs />
      <JournalsTable />
    </>
  );
}
