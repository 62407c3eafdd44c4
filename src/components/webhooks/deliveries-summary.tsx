import { spanText } from "#components/charts/prepare/chart-value.ts";
import { cn } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { microsText } from "./span-text.ts";

export interface DeliveriesSummaryProps {
  readonly last24h: number;
  readonly waiting: number;
  readonly parkedOrDead: number;
  readonly rejected24h: number;
  readonly ackP50Micros: number | null;
  readonly ackP95Micros: number | null;
  readonly appliedP95Ms: number | null;
  readonly swept24h: number;
  readonly sweepLagMs: number | null;
}

const count = new Intl.NumberFormat("en-US");

interface Fact {
  readonly term: string;
  readonly value: string;
  readonly isBad?: boolean;
}

const micros = (value: number | null) => (value === null ? "–" : microsText(value));

function factsOf(summary: DeliveriesSummaryProps): readonly Fact[] {
  const { parkedOrDead, rejected24h, appliedP95Ms, sweepLagMs } = summary;
  return [
    { term: "Last 24 h", value: count.format(summary.last24h) },
    { term: "Waiting", value: count.format(summary.waiting) },
    { term: "Parked or dead", value: count.format(parkedOrDead), isBad: parkedOrDead > 0 },
    { term: "Refused, 24 h", value: count.format(rejected24h), isBad: rejected24h > 0 },
    { term: "Answered p50", value: micros(summary.ackP50Micros) },
    { term: "Answered p95", value: micros(summary.ackP95Micros) },
    { term: "Applied p95", value: appliedP95Ms === null ? "–" : spanText(appliedP95Ms) },
    { term: "Missed, 24 h", value: count.format(summary.swept24h) },
    { term: "Asked for missed", value: sweepLagMs === null ? "–" : `${spanText(sweepLagMs)} ago` },
  ];
}

const NOTHING: DeliveriesSummaryProps = {
  last24h: 0,
  waiting: 0,
  parkedOrDead: 0,
  rejected24h: 0,
  ackP50Micros: null,
  ackP95Micros: null,
  appliedP95Ms: null,
  swept24h: 0,
  sweepLagMs: null,
};

/** The log in one line: how much came, what waits, what failed, how fast it went, and what never came. Undefined while it is counted. */
export function DeliveriesSummary({ summary }: { summary: DeliveriesSummaryProps | undefined }) {
  return (
    <dl
      aria-busy={summary === undefined}
      className="mb-2 grid grid-cols-3 gap-x-4 gap-y-1.5 rounded-md border bg-card px-3 py-2 xl:grid-cols-9"
    >
      {factsOf(summary ?? NOTHING).map(({ term, value, isBad = false }) => (
        <div key={term}>
          <dt className="text-meta text-muted-foreground">{term}</dt>
          <dd className={cn("num flex h-5 items-center font-medium", isBad && "text-bad")}>
            {summary ? value : <Skeleton className="h-3.5 w-12" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
