import { spanText } from "#components/charts/prepare/chart-value.ts";
import { microsText } from "./span-text.ts";

export interface DeliveriesSummaryProps {
  readonly last24h: number;
  readonly waiting: number;
  readonly parkedOrDead: number;
  readonly rejected24h: number;
  readonly ackP50Micros: number | null;
  readonly ackP95Micros: number | null;
  readonly appliedP95Ms: number | null;
}

const count = new Intl.NumberFormat("en-US");

/** The log in one line: how much came, what waits, what failed, and how fast it went. */
export function DeliveriesSummary({ summary }: { summary: DeliveriesSummaryProps }) {
  const { ackP50Micros, ackP95Micros, appliedP95Ms } = summary;
  const facts = [
    { term: "Last 24 h", value: count.format(summary.last24h) },
    { term: "Waiting", value: count.format(summary.waiting) },
    {
      term: "Parked or dead",
      value: count.format(summary.parkedOrDead),
      isBad: summary.parkedOrDead > 0,
    },
    {
      term: "Refused, 24 h",
      value: count.format(summary.rejected24h),
      isBad: summary.rejected24h > 0,
    },
    { term: "Answered p50", value: ackP50Micros === null ? "–" : microsText(ackP50Micros) },
    { term: "Answered p95", value: ackP95Micros === null ? "–" : microsText(ackP95Micros) },
    { term: "Applied p95", value: appliedP95Ms === null ? "–" : spanText(appliedP95Ms) },
  ];
  return (
    <dl className="mb-2 grid grid-cols-3 gap-x-4 gap-y-1.5 rounded-md border bg-card px-3 py-2 sm:grid-cols-4 sm:gap-x-6 xl:grid-cols-7">
      {facts.map((fact) => (
        <div key={fact.term}>
          <dt className="text-meta text-muted-foreground">{fact.term}</dt>
          <dd className={fact.isBad ? "num font-medium text-bad" : "num font-medium"}>
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
