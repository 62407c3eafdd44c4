"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import type { CommandEntry } from "#core/contracts/command-history.ts";
import { useTRPC } from "#trpc/client.tsx";
import { COMMAND_STATE_WORDS } from "./command-state-words.ts";
import { COMMAND_STEP_WORDS } from "./command-step-words.ts";

const STATES: Readonly<Record<string, { readonly word: string }>> = COMMAND_STATE_WORDS;

function Title({ entry }: { entry: CommandEntry }) {
  const { title } = COMMAND_STEP_WORDS[entry.step];
  if (entry.href === null) return title;
  return (
    <Link className="rounded-sm underline-offset-2 hover:underline" href={entry.href}>
      {title}
    </Link>
  );
}

function Detail({ entry }: { entry: CommandEntry }) {
  const { to, reason, facts } = entry;
  const state = to === null ? undefined : STATES[to]?.word;
  const told = [
    ...(state === undefined ? [] : [`Now: ${state}.`]),
    ...facts.map(({ label, value }) => `${label}: ${value}.`),
  ];
  return (
    <>
      {reason === null ? null : <p className="break-words">{reason}</p>}
      {told.length === 0 ? null : <p className="break-words">{told.join(" ")}</p>}
    </>
  );
}

function eventOf(entry: CommandEntry): TimelineEvent {
  const { name, role } = entry.by;
  return {
    id: entry.id,
    at: entry.at,
    lane: role === null ? name : `${name} (${role})`,
    tone: COMMAND_STEP_WORDS[entry.step].tone,
    title: <Title entry={entry} />,
    detail: <Detail entry={entry} />,
  };
}

/** All that happened to an override, from the log: who did what, when, and why. */
export function CommandHistory({ commandId }: { commandId: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.commands.history.queryOptions({ commandId }));
  return (
    <Panel title="History">
      {error ? <ApiErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={8} /> : null}
      {data === undefined ? null : (
        <Timeline
          events={data.entries.map(eventOf)}
          label="History of the override"
          timeAs="clock"
        />
      )}
    </Panel>
  );
}
