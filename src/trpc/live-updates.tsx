"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
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
  command: ["commands", "approvals", "payments", "kpis"],
  object: ["payments", "commands", "webhooks", "kpis", "reviews"],
  ledger: ["ledger", "commands", "payments", "kpis"],
  break: ["ledger", "kpis"],
  case: ["reviews", "payments", "kpis"],
  import: ["payments", "ledger", "kpis", "webhooks", "reviews"],
};

const COALESCE_MS = 400;

/** Listens to committed events and refetches what they concern, at most a few times a second. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const pending = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [state, setState] = useState<LiveState>("connecting");

  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  const { status } = useSubscription(
    trpc.live.onEvent.subscriptionOptions(undefined, {
      onStarted: () => setState("live"),
      onData: (event) => {
        for (const name of affectedBy(event.data)) pending.current.add(name);
        timer.current ??= setTimeout(() => {
          timer.current = null;
          refetch(queryClient, pending.current);
          pending.current = new Set();
        }, COALESCE_MS);
      },
      onError: () => setState("paused"),
    }),
  );

  const shown: LiveState =
    status === "error" ? "paused" : status === "connecting" ? "connecting" : state;
  return <LiveContext value={shown}>{children}</LiveContext>;
}

function affectedBy(notice: LiveNoticeDto): readonly string[] {
  return AFFECTED[notice.topic.split(".")[0] ?? ""] ?? [];
}

function refetch(queryClient: QueryClient, routers: ReadonlySet<string>): void {
  for (const name of routers) void queryClient.invalidateQueries({ queryKey: [[name]] });
}
