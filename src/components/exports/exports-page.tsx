"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { LedgerTabs } from "#components/ledger/ledger-tabs.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { AccountNamesPanel } from "./account-names-panel.tsx";
import { ExportButton } from "./export-button.tsx";
import { EXPORT_COLUMNS } from "./export-columns.tsx";
import { exportTitle } from "./export-words.ts";

/** A list of its own length: what stands below it moves once. */
const SKELETON_ROWS = 8;

/** Every file that left the console, and how accounts are named in those for accounting systems. */
export function ExportsPage() {
  return (
    <>
      <PageHeader
        actions={<ExportButton kind="journals" />}
        description="Every file that left the console: who took it, what was in it, and the hash of its bytes"
        title="Ledger"
      />
      <LedgerTabs />
      <div className="grid gap-3">
        <PastExports />
        <AccountNamesPanel />
      </div>
    </>
  );
}

function PastExports() {
  const trpc = useTRPC();
  const [{ page }, setValues] = useQueryStates({ page: pageTrailParser }, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const list = useQuery({
    ...trpc.exports.list.queryOptions(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <KeysetTable
      caption="Exports"
      columns={EXPORT_COLUMNS}
      empty={
        <EmptyFirstUse title="Nothing has been exported yet">
          The button Export on a list makes a file of it; each is kept here with its hash.
        </EmptyFirstUse>
      }
      list={list}
      rowLabel={(row) => `export of ${exportTitle(row)}`}
      skeletonRows={SKELETON_ROWS}
      trail={trail}
    />
  );
}
