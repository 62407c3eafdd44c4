"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { spanText } from "#components/charts/prepare/chart-value.ts";
import { useCommands } from "#components/commands/use-commands.ts";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { EmptyDone, EmptyFirstUse } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { CaseSummary } from "#core/contracts/reviews.ts";
import { useTRPC } from "#trpc/client.tsx";
import { CaseList } from "./case-list.tsx";
import { CasePanel } from "./case-panel.tsx";
import { type QueueView, VIEW_WORDS, VIEWS } from "./case-words.ts";
import { afterDone, neighbour } from "./neighbour.ts";

const parsers = {
  view: parseAsStringLiteral(VIEWS).withDefault("queue"),
  case: parseAsString,
};

/** The queue of a view, and which case of it is shown; both in the address. J and K move. */
function useQueue() {
  const trpc = useTRPC();
  const [{ view, case: chosenId }, setValues] = useQueryStates(parsers);
  const list = useQuery({
    ...trpc.reviews.list.queryOptions({ view }),
    placeholderData: keepPreviousData,
  });
  const ids = list.data?.rows.map((row) => row.id) ?? [];
  const select = (caseId: string | null) => void setValues({ case: caseId });
  const shownId = chosenId ?? (view === "queue" ? (ids[0] ?? null) : null);
  useCommands("list", {
    "list.next": () => select(neighbour(ids, shownId, 1)),
    "list.previous": () => select(neighbour(ids, shownId, -1)),
  });
  return {
    view,
    list,
    select,
    shownId,
    isChosenByHand: chosenId !== null,
    advance: (done: string) => select(afterDone(ids, done)),
    show: (next: QueueView) => void setValues({ view: next, case: null }),
  };
}

/** What the machine could not decide: list and case side by side, worked by keyboard. */
export function ReviewsPage() {
  const { view, list, select, shownId, isChosenByHand, advance, show } = useQueue();
  const { data, error } = list;
  usePageFreshness(data ? list.dataUpdatedAt : null);
  const isEmpty = data?.rows.length === 0 && !isChosenByHand;
  return (
    <>
      <PageHeader
        actions={
          <SegmentedControl
            choices={VIEWS.map((value) => ({ value, label: VIEW_WORDS[value] }))}
            label="View"
            onChange={show}
            value={view}
          />
        }
        description={data ? summaryText(data) : "\u00a0"}
        title="Review queue"
      />
      {error ? <ApiErrorPanel error={error} onRetry={() => void list.refetch()} /> : null}
      {isEmpty ? (
        <QueueEmpty decidedToday={data.decidedToday} view={view} />
      ) : (
        <Triage
          chosenId={shownId}
          isChosenByHand={isChosenByHand}
          onDecided={advance}
          onSelect={select}
          rows={data?.rows}
        />
      )}
    </>
  );
}

interface TriageProps {
  rows: readonly CaseSummary[] | undefined;
  chosenId: string | null;
  /** On a phone a case is shown in place of the list once somebody chose it. */
  isChosenByHand: boolean;
  onSelect: (caseId: string | null) => void;
  onDecided: (caseId: string) => void;
}

function Triage({ rows, chosenId, isChosenByHand, onSelect, onDecided }: TriageProps) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(17rem,22rem)_1fr]">
      <div
        className={cn("overflow-clip rounded-md border bg-card", isChosenByHand && "max-lg:hidden")}
      >
        <CaseList onSelect={onSelect} rows={rows} selectedId={chosenId} />
      </div>
      <div className={cn("min-w-0", !isChosenByHand && "max-lg:hidden")}>
        {isChosenByHand ? (
          <Button
            className="mb-2 lg:hidden"
            onClick={() => onSelect(null)}
            size="sm"
            variant="ghost"
          >
            Back to the list
          </Button>
        ) : null}
        {chosenId === null ? null : <CasePanel caseId={chosenId} onDecided={onDecided} />}
      </div>
    </div>
  );
}

function summaryText(data: {
  waiting: number;
  decidedToday: number;
  medianHandlingMs: number | null;
}): string {
  const median =
    data.medianHandlingMs === null ? "" : `, median ${spanText(data.medianHandlingMs)}`;
  return `${data.waiting} waiting · ${data.decidedToday} decided today${median}`;
}

function QueueEmpty({ view, decidedToday }: { view: QueueView; decidedToday: number }) {
  if (view === "queue") {
    return (
      <EmptyDone title="Queue clear">
        {decidedToday === 0 ? "Nothing waits for a person." : `${decidedToday} decided today.`} New
        cases appear here by themselves.
      </EmptyDone>
    );
  }
  return (
    <EmptyFirstUse title={`No cases in “${VIEW_WORDS[view]}”`}>
      {view === "mine"
        ? "Claim one from the queue with I."
        : "Cases come here as they are decided."}
    </EmptyFirstUse>
  );
}
