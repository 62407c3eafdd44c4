"use client";

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { type ApprovalTab, approvalTabs, tabsFor } from "./approval-tabs.ts";

const MAX_TRAIL = 20;

const parsers = {
  tab: parseAsStringLiteral(approvalTabs),
  /** Id of the request that is open. */
  request: parseAsString,
  page: parseAsArrayOf(parseAsString).withDefault([]),
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
  const { page } = values;
  const asked = values.tab;
  const tab: ApprovalTab = asked !== null && tabs.includes(asked) ? asked : (tabs[0] ?? "mine");
  return {
    tabs,
    tab,
    decide,
    requestId: values.request,
    cursor: page.at(-1),
    pageNumber: page.length + 1,
    choose: (next: ApprovalTab) => void setValues({ tab: next, request: null, page: null }),
    open: (request: string | null) => void setValues({ request }),
    /** Without a step in the history, since nobody asked for it. */
    openFirst,
    next: (cursor: string) =>
      void setValues({ page: [...page, cursor].slice(-MAX_TRAIL), request: null }),
    previous:
      page.length === 0
        ? undefined
        : () => void setValues({ page: page.slice(0, -1), request: null }),
  };
}

export type ApprovalsView = ReturnType<typeof useApprovalsView>;
