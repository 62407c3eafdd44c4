"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ENTRY_COLUMNS } from "./entry-columns.tsx";

/** The entries of one account in the order they were posted, last first, with the balance that each left. */
export function EntriesTable({ accountId }: { accountId: string }) {
  const trpc = useTRPC();
  const [{ page }, setValues] = useQueryStates({ page: pageTrailParser }, { history: "push" });
  const trail = pageTrail(page, (next) => void setValues({ page: next }));
  const list = useQuery({
    ...trpc.ledger.entries.queryOptions({
      accountId,
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <KeysetTable
      caption="Entries"
      columns={ENTRY_COLUMNS}
      empty={
        <EmptyFirstUse title="No entry yet">
          The first journal that touches this account appears here.
        </EmptyFirstUse>
      }
      hrefOf={(row) => `/ledger/journals/${row.journalId}`}
      list={list}
      rowLabel={(row) => `entry ${row.id}, ${row.description}`}
      trail={trail}
    />
  );
}
