import { spanText } from "#components/charts/prepare/chart-value.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RunDto } from "#core/contracts/reconciliation.ts";
import { brokenOf } from "./level-standings.ts";
import { askedBy, levelsText, RUN_STATE_WORDS, tookMs } from "./run-words.ts";

const count = new Intl.NumberFormat("en-US");
const dash = <span className="text-muted-foreground">–</span>;

/** How far a run is. */
export function RunStatus({ state }: Pick<RunDto, "state">) {
  const { word, tone, glyph } = RUN_STATE_WORDS[state];
  return (
    <Status tone={tone} {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}

function Took({ run }: { run: RunDto }) {
  const ms = tookMs(run);
  return ms === null ? dash : spanText(ms);
}

function Broken({ run }: { run: RunDto }) {
  if (run.state !== "finished") return dash;
  const broken = brokenOf(run);
  return <span className={broken > 0n ? "font-medium text-bad" : ""}>{count.format(broken)}</span>;
}

/** The columns of the list of runs. */
export const RUN_COLUMNS: readonly Column<RunDto>[] = [
  {
    id: "time",
    header: "Asked",
    width: "9rem",
    card: "amount",
    cell: (row) => <Time at={row.wantedAt} />,
  },
  {
    id: "levels",
    header: "Levels",
    width: "10rem",
    card: "title",
    cell: (row) => <span className="num">{levelsText(row.levels)}</span>,
  },
  {
    id: "state",
    header: "State",
    width: "8rem",
    card: "status",
    cell: (row) => <RunStatus state={row.state} />,
  },
  {
    id: "broken",
    header: "Broken",
    numeric: true,
    width: "6rem",
    card: "aside",
    cell: (row) => <Broken run={row} />,
  },
  {
    id: "took",
    header: "Took",
    numeric: true,
    width: "6rem",
    cell: (row) => <Took run={row} />,
  },
  {
    id: "by",
    header: "Asked by",
    card: "meta",
    cell: (row) => <span className="text-secondary-foreground">{askedBy(row)}</span>,
  },
];
