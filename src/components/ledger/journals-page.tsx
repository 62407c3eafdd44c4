import { PageHeader } from "#components/ui/page-header.tsx";
import { JournalsExport } from "./journals-export.tsx";
import { JournalsTable } from "./journals-table.tsx";
import { LedgerTabs } from "./ledger-tabs.tsx";

/** Everything that was posted. */
export function JournalsPage() {
  return (
    <>
      <PageHeader
        actions={<JournalsExport />}
        description="Posted once, never changed; a correction is another journal"
        title="Ledger"
      />
      <LedgerTabs />
      <JournalsTable />
    </>
  );
}
