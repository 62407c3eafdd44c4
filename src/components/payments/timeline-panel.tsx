"use client";

import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import type { TimelineEntry } from "#core/contracts/payments.ts";
import type { ApiError } from "#trpc/client.tsx";
import { type TimelineFilter, timelineFilters, withinFilter } from "./timeline-filter.ts";

const LANES: Readonly<Record<TimelineEntry["lane"], string>> = {
  stripe: "Stripe",
  webhook: "Webhook",
  ledger: "Ledger",
  person: "Person",
};

const CHOICES: readonly { value: TimelineFilter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "money", label: "Only money" },
  { value: "people", label: "Only people" },
];

function Title({ entry }: { entry: TimelineEntry }) {
  const title =
    entry.href === null ? (
      entry.title
    ) : (
      <Link className="rounded-sm underline-offset-2 hover:underline" href={entry.href}>
        {entry.title}
      </Link>
    );
  if (entry.amount === null) return title;
  return (
    <>
      {title} <Money {...entry.amount} className="font-medium" />
    </>
  );
}

const eventOf = (entry: TimelineEntry): TimelineEvent => ({
  id: entry.id,
  at: entry.at,
  lane: LANES[entry.lane],
  tone: entry.tone,
  title: <Title entry={entry} />,
  detail: entry.detail,
});

interface TimelinePanelProps {
  /** Name of the list for screen readers: "Timeline of the payment". */
  label: string;
  timeline: {
    readonly data: { readonly entries: readonly TimelineEntry[] } | undefined;
    readonly error: ApiError | null;
    readonly refetch: () => Promise<unknown>;
  };
}

function Entries({
  entries,
  label,
}: {
  entries: readonly TimelineEntry[];
  label: string;
}): ReactNode {
  if (entries.length === 0) {
    return <p className="text-secondary-foreground">Nothing of this kind has happened yet.</p>;
  }
  return <Timeline events={entries.map(eventOf)} label={label} />;
}

/** What happened to something, in one line of time: at Stripe, in our inbox, in the books, by people. */
export function TimelinePanel({ label, timeline }: TimelinePanelProps) {
  const [filter, setFilter] = useQueryState(
    "timeline",
    parseAsStringLiteral(timelineFilters).withDefault("all"),
  );
  const { data, error } = timeline;
  return (
    <Panel
      aside={
        <SegmentedControl
          choices={CHOICES}
          label="What the timeline shows"
          onChange={(value) => void setFilter(value)}
          value={filter}
        />
      }
      className="lg:min-h-128"
      title="Timeline"
    >
      {error ? <ApiErrorPanel error={error} onRetry={() => void timeline.refetch()} /> : null}
      {data === undefined && error === null ? <SkeletonLines lines={12} /> : null}
      {data ? <Entries entries={data.entries.filter(withinFilter(filter))} label={label} /> : null}
    </Panel>
  );
}
