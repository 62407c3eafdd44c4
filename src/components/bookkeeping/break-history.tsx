import { Panel } from "#components/ui/panel.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";

interface StepWords {
  readonly title: string;
  readonly tone: Tone;
}

const STEP_WORDS: Readonly<Record<string, StepWords>> = {
  opened: { title: "Found", tone: "bad" },
  assigned: { title: "Assigned", tone: "warn" },
  investigated: { title: "Investigation begun", tone: "info" },
  noted: { title: "Note", tone: "mute" },
  proposed: { title: "Change proposed", tone: "pend" },
  approved: { title: "Change signed and posted", tone: "info" },
  returned: { title: "Given back", tone: "warn" },
  resolved: { title: "No longer found", tone: "ok" },
  reopened: { title: "Found again", tone: "bad" },
};

/** What happened to a break, newest first: who did what, and which run found it or no longer did. */
export function BreakHistory({ steps }: Pick<BreakDetailDto, "steps">) {
  const events = steps
    .map(({ at, step, person, note, runId }, place) => {
      const { title, tone } = STEP_WORDS[step] ?? { title: step, tone: "mute" as const };
      const lane = person?.name ?? (runId === null ? "Machine" : "Run");
      return { id: `${place}`, at, lane, tone, title, detail: note ?? undefined };
    })
    .toReversed();
  return (
    <Panel title="History">
      {events.length === 0 ? (
        <p className="text-secondary-foreground">Nobody has worked on it yet.</p>
      ) : (
        <Timeline events={events} label="History of the break" />
      )}
    </Panel>
  );
}
