"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryState } from "nuqs";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ImportButton } from "./import-button.tsx";
import { STATEMENT_COLUMNS } from "./statement-columns.tsx";

const PAGE_ROWS = 25;

/** Every imported statement, newest first; each leads to its lines. */
export function StatementsTab() {
  const trpc = useTRPC();
  const [page, setPage] = useQueryState("page", pageTrailParser.withOptions({ history: "push" }));
  const trail = pageTrail(page, (next) => void setPage(next));
  const list = useQuery({
    ...trpc.bankStatements.statements.queryOptions({
      limit: PAGE_ROWS,
      ...(trail.cursor === undefined ? {} : { cursor: trail.cursor }),
    }),
    placeholderData: keepPreviousData,
  });
  usePageFreshness(list.data ? list.dataUpdatedAt : null);
  return (
    <KeysetTable
      caption="Bank statements"
      columns={STATEMENT_COLUMNS}
      empty={
        <EmptyFirstUse action={<ImportButton />} title="No statement yet">
          Import a file of your bank as camt.053, MT940, BAI2 or CSV. Payouts are then compared with
          what arrived.
        </EmptyFirstUse>
      }
      hrefOf={(row) => `/reconciliation/bank?tab=lines&statement=${row.id}`}
      list={list}
      rowLabel={(row) => `statement ${row.reference} of ${row.fileName}`}
      skeletonRows={PAGE_ROWS}
      trail={trail}
    />
  );
}
