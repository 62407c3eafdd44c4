import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import { DECISION_WORDS } from "./case-words.ts";

function decisionEvents(detail: CaseDetail): TimelineEvent[] {
  return detail.decisions.map((decision) => ({
    id: decision.id,
    at: decision.at,
    lane: "Person",
    tone: decision.undoneAt ? "mute" : DECISION_WORDS[decision.decision].tone,
    title: `${DECISION_WORDS[decision.decision].word} by ${decision.by.name}${decision.undoneAt ? ", taken back" : ""}`,
    detail: (
      <>
        {decision.differs ? "Against the suggestion. " : ""}
        {decision.reason ?? ""}
        {decision.commandId ? (
          <Link className="underline" href={`/overrides/${decision.commandId}`}>
            The refund
          </Link>
        ) : null}
      </>
    ),
  }));
}

/** Notes and decisions, newest first. */
export function CaseHistory({ detail }: { detail: CaseDetail }) {
  const notes = detail.notes.map(
    (note): TimelineEvent => ({
      id: note.id,
      at: note.at,
      lane: "Note",
      tone: "info",
      title: note.author.name,
      detail: note.text,
    }),
  );
  const events = [...notes, ...decisionEvents(detail)].toSorted(
    (a, b) => Number(b.at) - Number(a.at),
  );
  return (
    <Panel title="Notes and decisions">
      {events.length === 0 ? (
        <p className="text-secondary-foreground">Nobody has written or decided anything yet.</p>
      ) : (
        <Timeline events={events} label="Notes and decisions" />
      )}
    </Panel>
  );
}
