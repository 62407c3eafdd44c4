import Link from "next/link";
import { spanText } from "#components/charts/prepare/chart-value.ts";
import { Banner } from "#components/ui/banner.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunDto } from "#core/contracts/reconciliation.ts";
import { newestStandings, standingsOfRun } from "./level-standings.ts";
import { LevelsTable } from "./levels-table.tsx";
import { RunStatus } from "./run-columns.tsx";
import { askedBy, levelsText, tookMs } from "./run-words.ts";

/** Each level as it was last compared, whichever run did. */
export function StandingsPanel({ runs }: { runs: readonly RunDto[] }) {
  const newest = runs.find(({ state }) => state === "finished");
  const took = newest ? tookMs(newest) : null;
  return (
    <Panel
      aside={
        newest ? (
          <span className="text-meta text-muted-foreground max-sm:hidden">
            {levelsText(newest.levels)} {askedBy(newest)}
            {took === null ? null : `, took ${spanText(took)}`}
          </span>
        ) : null
      }
      flush
      title="Where each level stands"
    >
      <LevelsTable standings={newestStandings(runs)} />
    </Panel>
  );
}

/** A run that is not done yet. */
export function RunUnderWay({ runs }: { runs: readonly RunDto[] }) {
  const run = runs.find(({ state }) => state === "wanted" || state === "running");
  if (run === undefined) return null;
  return (
    <Banner tone="info">
      {run.state === "running" ? "Comparing" : "About to compare"} {levelsText(run.levels)},{" "}
      {askedBy(run)}.
    </Banner>
  );
}

function RunFacts({ run }: { run: RunDto }) {
  const took = tookMs(run);
  return (
    <div className="border-t p-3">
      <DefinitionList
        items={[
          { term: "Run", value: <Id copyLabel="run" value={run.id} /> },
          { term: "Books as of", value: <Time as="absolute" at={run.asOf} /> },
          { term: "Asked", value: `${askedBy(run)} (${run.trigger})` },
          { term: "Took", value: took === null ? "–" : spanText(took) },
          { term: "Rules", value: `version ${run.ruleVersion}` },
          {
            term: "Inputs",
            value: run.inputsHash ? <Id copyLabel="hash" value={run.inputsHash} /> : "–",
          },
        ]}
      />
    </div>
  );
}

/** One run that somebody chose from the list. */
export function ChosenRunPanel({ run }: { run: RunDto }) {
  return (
    <Panel
      aside={
        <span className="flex items-center gap-3">
          <RunStatus state={run.state} />
          <Link
            className="text-meta text-primary underline-offset-4 hover:underline"
            href="/reconciliation"
          >
            Where it stands now
          </Link>
        </span>
      }
      flush
      title={
        <>
          Run <Time as="clock" at={run.wantedAt} />
        </>
      }
    >
      {run.error ? (
        <p className="border-b px-3 py-2 text-bad">The run failed: {run.error}</p>
      ) : null}
      {run.state === "finished" ? <LevelsTable standings={standingsOfRun(run)} /> : null}
      <RunFacts run={run} />
    </Panel>
  );
}
