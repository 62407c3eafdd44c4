"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { pageTrail, pageTrailParser } from "#components/layout/page-trail.ts";
import { type ApprovalTab, approvalTabs, tabsFor } from "./approval-tabs.ts";

const parsers = {
  tab: parseAsStringLiteral(approvalTabs),
  /** Id of the request that is open. */
  request: parseAsString,
  page: pageTrailParser,
};

/** What the approvals page shows, kept in the address. */
export function useApprovalsView() {
  const decide = usePermitted("approval:decide");
  const tabs = tabsFor({ decide, ask: usePermitted("refund:request") });
  const [values, setValues] = useQueryStates(parsers, { history: "push" });
  const openFirst = useCallback(
    (request: string) => void setValues({ request }, { history: "replace" }),
    [setValues],
  );
  const trail = pageTrail(values.page, (page) => void setValues({ page, request: null }));
  const asked = values.tab;
  const tab: ApprovalTab = asked !== null && tabs.includes(asked) ? asked : (tabs[0] ?? "mine");
  return {
    tabs,
    tab,
    decide,
    requestId: values.request,
    trail,
    choose: (next: ApprovalTab) => void setValues({ tab: next, request: null, page: null }),
    open: (request: string | null) => void setValues({ request }),
    /** Without a step in the history, since nobody asked for it. */
    openFirst,
  };
}

export type ApprovalsView = ReturnType<typeof useApprovalsView>;
