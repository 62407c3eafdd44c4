"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { ReconciliationTabs } from "#components/reconciliation/reconciliation-tabs.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { ImportButton } from "./import-button.tsx";
import { LinesExport } from "./lines-export.tsx";
import { LinesTab } from "./lines-tab.tsx";
import { ProposalsTab } from "./proposals-tab.tsx";
import { StatementsTab } from "./statements-tab.tsx";

const BANK_TABS = ["statements", "lines", "proposals"] as const;

/** A link to a proposal opens its tab. */
const parsers = { tab: parseAsStringLiteral(BANK_TABS), proposal: parseAsString };

/** What the bank booked: statements, their lines, and what may belong to payouts. */
export function BankPage() {
  const trpc = useTRPC();
  const [{ tab, proposal }, setValues] = useQueryStates(parsers, { history: "push" });
  const shown = tab ?? (proposal === null ? "statements" : "proposals");
  const proposals = useQuery(trpc.bankStatements.proposals.queryOptions({}));
  const waiting = proposals.data?.nextCursor === null ? proposals.data.rows.length : undefined;
  return (
    <>
      <PageHeader
        actions={
          <>
            {shown === "lines" ? <LinesExport /> : null}
            <ImportButton />
          </>
        }
        description="What the bank booked, line by line, and the payouts it belongs to"
        title="Bank"
      />
      <ReconciliationTabs />
      <Tabs
        label="Bank"
        onChange={(next) => void setValues({ tab: next, proposal: null })}
        tabs={[
          { value: "statements", label: "Statements" },
          { value: "lines", label: "Lines" },
          {
            value: "proposals",
            label: "Proposals",
            ...(waiting === undefined || waiting === 0 ? {} : { count: waiting }),
          },
        ]}
        value={shown}
      >
        {shown === "statements" ? <StatementsTab /> : null}
        {shown === "lines" ? <LinesTab /> : null}
        {shown === "proposals" ? <ProposalsTab chosenId={proposal} /> : null}
      </Tabs>
    </>
  );
}
