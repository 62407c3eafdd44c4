"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ExportButton } from "#components/exports/export-button.tsx";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { BULK_COLUMNS } from "./bulk-columns.tsx";
import { totalsText } from "./bulk-words.ts";

/** The way to a new one, for those who may ask for it. */
function NewBulkLink() {
  if (!usePermitted("bulk:request")) return null;
  return (
    <Button asChild variant="primary">
      <Link href="/bulk/new">New bulk refund…</Link>
    </Button>
  );
}

/** Every bulk that was asked for, newest first. */
export function BulksPage() {
  const trpc = useTRPC();
  const [page, setPage] = useQueryState("page", pageTrailParser.withOptions({ history: "push" }));
  const trail = pageTrail(page, (next) => void setPage(next));
  const list = useQuery({
    ...trpc.bulk.list.queryOptions(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={
          <>
            <ExportButton kind="bulk-rows" />
            <NewBulkLink />
          </>
        }
        description="Many refunds as one list: tried, signed by a manager, sent row by row"
        title="Bulk refunds"
      />
      <KeysetTable
        caption="Bulk refunds"
        columns={BULK_COLUMNS}
        empty={
          <EmptyFirstUse action={<NewBulkLink />} title="No bulk was asked for yet">
            Paste ids, or choose payments in their list. A dry run says what would happen before
            anybody is asked.
          </EmptyFirstUse>
        }
        hrefOf={({ id }) => `/bulk/${id}`}
        list={list}
        rowLabel={({ totals }) => `bulk of ${totalsText(totals)}`}
        trail={trail}
      />
    </>
  );
}
