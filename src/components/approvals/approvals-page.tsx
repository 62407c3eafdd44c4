"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { StandingIn } from "#components/delegations/standing-in.tsx";
import { KeysetTable } from "#components/layout/keyset-table.tsx";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { cn } from "#components/ui/class-names.ts";
import { EmptyNoPermission } from "#components/ui/empty-state.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useTRPC } from "#trpc/client.tsx";
import { APPROVAL_COLUMNS } from "./approval-columns.tsx";
import { ApprovalDetail } from "./approval-detail.tsx";
import type { ApprovalTab } from "./approval-tabs.ts";
import { ApprovalsEmpty } from "./approvals-empty.tsx";
import { type ApprovalsView, useApprovalsView } from "./use-approvals-view.ts";

function tabTitle(tab: ApprovalTab, decides: boolean): string {
  if (tab === "waiting") return decides ? "Waiting on me" : "Waiting";
  return tab === "mine" ? "Mine" : "Decided";
}

function useApprovals(view: ApprovalsView) {
  const trpc = useTRPC();
  const { tab } = view;
  const { cursor } = view.trail;
  return useQuery({
    ...trpc.approvals.list.queryOptions({ tab, ...(cursor === undefined ? {} : { cursor }) }),
    placeholderData: keepPreviousData,
  });
}

function ApprovalsList({
  view,
  list,
}: {
  view: ApprovalsView;
  list: ReturnType<typeof useApprovals>;
}) {
  return (
    <KeysetTable
      caption="Requests"
      columns={APPROVAL_COLUMNS}
      empty={<ApprovalsEmpty decides={view.decide} tab={view.tab} />}
      list={list}
      onOpen={(row) => view.open(row.id)}
      openId={view.requestId}
      rowLabel={({ kind, amount, targetId, requester }) =>
        `${kindWords(kind).noun(moneyText(amount.amountMinor, amount.currency), targetId)} asked by ${requester.name}`
      }
      skeletonRows={8}
      trail={view.trail}
    />
  );
}

/** Opens the first request where there is room for it beside the list; on a narrow screen the list comes first. */
function useFirstOpened(view: ApprovalsView, list: ReturnType<typeof useApprovals>): void {
  const { requestId, openFirst } = view;
  const first = list.isPlaceholderData ? undefined : list.data?.rows[0]?.id;
  useEffect(() => {
    const isWide = window.matchMedia("(min-width: 64rem)").matches;
    if (isWide && requestId === null && first !== undefined) openFirst(first);
  }, [requestId, first, openFirst]);
}

function ApprovalTabs() {
  const view = useApprovalsView();
  const list = useApprovals(view);
  useFirstOpened(view, list);
  const { requestId, open } = view;
  return (
    <Tabs
      label="Approvals"
      onChange={view.choose}
      tabs={view.tabs.map((value) => ({
        value,
        label: tabTitle(value, view.decide),
        ...(value === "waiting" && view.decide && list.data ? { count: list.data.waiting } : {}),
      }))}
      value={view.tab}
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className={cn("min-w-0", requestId !== null && "max-lg:hidden")}>
          <ApprovalsList list={list} view={view} />
        </div>
        {requestId === null ? null : (
          <ApprovalDetail key={requestId} onBack={() => open(null)} requestId={requestId} />
        )}
      </div>
    </Tabs>
  );
}

/** Requests that need a second person: what waits, what one asked for, and what was decided. */
export function ApprovalsPage() {
  const mayRead = usePermitted("approval:read");
  return (
    <>
      <PageHeader
        description="What needs a second person: money, and changes of the books. Nobody signs their own request."
        title="Approvals"
      />
      <StandingIn />
      {mayRead ? (
        <ApprovalTabs />
      ) : (
        <EmptyNoPermission
          grantedTo="support, finance, manager or auditor"
          what="The list of approvals"
        />
      )}
    </>
  );
}
