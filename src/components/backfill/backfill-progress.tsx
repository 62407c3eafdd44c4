import { Banner } from "#components/ui/banner.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BackfillStatus } from "#core/contracts/backfill.ts";
import { isOpen, RUN_WORDS, spanWords } from "./backfill-words.ts";

type Run = NonNullable<BackfillStatus["run"]>;

const count = new Intl.NumberFormat("en-US");

/** The run as a whole: how much is in, how fast it goes, who asked for it. */
export function BackfillProgress({ status, run }: { status: BackfillStatus; run: Run }) {
  const { word, tone } = RUN_WORDS[run.state];
  return (
    <Panel aside={<Status tone={tone}>{word}</Status>} title="The newest run">
      <div className="grid gap-3">
        {isOpen(run) ? <Bar percent={status.percent} /> : null}
        {run.lastError === null ? null : (
          <Banner tone="warn">It stopped and is tried again by itself: {run.lastError}</Banner>
        )}
        <DefinitionList items={factsOf(status, run)} />
      </div>
    </Panel>
  );
}

function Bar({ percent }: { percent: number | null }) {
  return (
    <div className="grid gap-1">
      <progress
        aria-label="How much of the history is in"
        className="h-2 w-full appearance-none overflow-hidden rounded-sm bg-muted [&::-moz-progress-bar]:bg-info [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-info"
        max={100}
        {...(percent === null ? {} : { value: percent })}
      />
      <p className="num text-meta text-secondary-foreground">
        {percent === null ? "Too little is in to tell how much there is" : `${percent}% is in`}
      </p>
    </div>
  );
}

function factsOf({ perSecond, secondsLeft, pace }: BackfillStatus, run: Run) {
  return [
    { term: "Asked for by", value: run.requestedBy ?? "the installation" },
    { term: "Reads from", value: run.fromDay ?? "the account's first day" },
    {
      term: "Began",
      value: run.startedAt === null ? "not yet" : <Time as="absolute" at={run.startedAt} />,
    },
    ...(run.finishedAt === null
      ? []
      : [{ term: "Ended", value: <Time as="absolute" at={run.finishedAt} /> }]),
    ...(perSecond === null
      ? []
      : [{ term: "Speed", value: `${count.format(Math.round(perSecond))} a second` }]),
    ...(secondsLeft === null ? [] : [{ term: "Left, about", value: spanWords(secondsLeft) }]),
    ...(pace === null
      ? []
      : [{ term: "Calls to Stripe, at most", value: `${pace.callsPerSecond} a second` }]),
  ];
}
