"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from "react";
import type { LiveNoticeDto } from "#core/contracts/events.ts";
import { useTRPC } from "./client.tsx";

export type LiveState = "live" | "connecting" | "paused";
const LiveContext = createContext<LiveState>("connecting");

/** How the stream of updates stands, for the freshness dot. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

/** The routers whose answers an event makes out of date. */
const AFFECTED: Readonly<Record<string, readonly string[]>> = {
  command: [
    "disputes",
    "commands",
    "approvals",
    "customers",
    "operations",
    "bookkeeping",
    "payments",
    "paymentMethods",
    "kpis",
    "notifications",
    "bulk",
    "breakGlass",
  ],
  notification: ["notifications"],
  bulk: ["bulk"],
  switch: ["operations"],
  "break-glass": ["breakGlass", "approvals", "commands"],
  delegation: ["delegations", "approvals", "commands"],
  inquiry: ["operations"],
  object: [
    "disputes",
    "payments",
    "customers",
    "subscriptions",
    "payouts",
    "commands",
    "webhooks",
    "paymentMethods",
    "kpis",
    "reviews",
  ],
  ledger: ["disputes", "ledger", "payouts", "commands", "payments", "kpis"],
  break: ["reconciliation", "bookkeeping", "payouts", "ledger", "kpis"],
  reconciliation: ["reconciliation", "bookkeeping", "payouts", "bankStatements"],
  statement: ["bankStatements", "bookkeeping"],
  period: ["bookkeeping"],
  case: ["reviews", "payments", "customers", "kpis"],
  evidence: ["disputes"],
  link: ["paymentMethods", "retries"],
  note: ["notes", "payments", "reviews", "disputes"],
  backfill: ["backfill"],
  import: [
    "disputes",
    "backfill",
    "payments",
    "customers",
    "ledger",
    "kpis",
    "webhooks",
    "reviews",
  ],
};

const COALESCE_MS = 400;

/** Collects what became out of date and refetches it at most a few times a second. */
function useRefetchSoon(): (routers: readonly string[]) => void {
  const queryClient = useQueryClient();
  const pending = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return useCallback(
    (routers) => {
      for (const name of routers) pending.current.add(name);
      timer.current ??= setTimeout(() => {
        timer.current = null;
        refetch(queryClient, pending.current);
        pending.current = new Set();
      }, COALESCE_MS);
    },
    [queryClient],
  );
}

/** Listens to committed events and refetches what they concern. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const refetchSoon = useRefetchSoon();
  const { status } = useSubscription(
    trpc.live.onEvent.subscriptionOptions(undefined, {
      onData: (event) => refetchSoon(affectedBy(event.data)),
    }),
  );
  return <LiveContext value={stateOf(status)}>{children}</LiveContext>;
}

/** `pending` is tRPC's word for an open stream; what was missed while it was cut comes with the resumption. */
function stateOf(status: "idle" | "connecting" | "pending" | "error"): LiveState {
  if (status === "pending") return "live";
  return status === "error" ? "paused" : "connecting";
}

function affectedBy(notice: LiveNoticeDto): readonly string[] {
  return AFFECTED[notice.topic.split(".")[0] ?? ""] ?? [];
}

function refetch(queryClient: QueryClient, routers: ReadonlySet<string>): void {
  for (const name of routers) void queryClient.invalidateQueries({ queryKey: [[name]] });
}
