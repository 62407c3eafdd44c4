"use client";

import { HistogramChart, StackedBarsChart, TrendChart } from "#components/charts/charts.tsx";
import { HorizontalBarsChart } from "#components/charts/horizontal-bars.chart.tsx";
import { spanText } from "#components/charts/prepare/chart-value.ts";
import { useTimeZone } from "#components/ui/clock.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Overview } from "#core/contracts/kpis.ts";
import { basisPoints } from "#core/money.ts";
import { LATENCY_GOAL_MS } from "./kpi-words.ts";
import { methodTypeName } from "./method-type-name.ts";

const count = new Intl.NumberFormat("en-US");

function rateOf(declined: number, attempts: number): number | null {
  return attempts === 0 ? null : basisPoints(BigInt(declined), BigInt(attempts));
}

/** The last class of the server's histogram also holds what took longer. */
function openEnded(
  bins: Overview["webhookLatency"],
): readonly { upTo: number | null; count: number }[] {
  return bins.map((bin, index) => ({
    upTo: index === bins.length - 1 ? null : bin.upToMs,
    count: bin.count,
  }));
}

/** The charts of the overview: money and declines over time, then by method, then how long things took. */
export function OverviewCharts({ overview }: { overview: Overview }) {
  return (
    <div className="grid gap-3 xl:grid-cols-2">
      <OverTime overview={overview} />
      <ByMethod byMethod={overview.byMethod} />
      <Durations overview={overview} />
    </div>
  );
}

function OverTime({ overview: { slots, currency } }: { overview: Overview }) {
  const timeZone = useTimeZone();
  const at = slots.map((slot) => slot.at);
  return (
    <>
      <Panel title="Volume over time">
        <TrendChart
          at={at}
          filled
          series={[
            { name: "Captured", values: slots.map((slot) => slot.volume) },
            { name: "Refunded", values: slots.map((slot) => slot.refunds) },
          ]}
          timeZone={timeZone}
          title="Captured and refunded"
          unit={{ kind: "minor", currency }}
        />
      </Panel>
      <Panel title="Decline rate over time">
        <TrendChart
          at={at}
          series={[
            {
              name: "Declined attempts",
              values: slots.map((slot) => rateOf(slot.declined, slot.attempts)),
            },
          ]}
          timeZone={timeZone}
          title="Declined attempts"
          unit={{ kind: "basis_points" }}
        />
      </Panel>
    </>
  );
}

function ByMethod({ byMethod }: Pick<Overview, "byMethod">) {
  return (
    <>
      <Panel title="Attempts by payment method">
        <StackedBarsChart
          barName="Method"
          bars={byMethod.map((row) => ({
            label: methodTypeName(row.methodType),
            values: [row.attempts - row.declined, row.declined],
          }))}
          parts={["Succeeded", "Declined"]}
          title="Attempts by payment method"
          unit={{ kind: "count" }}
        />
      </Panel>
      <Panel title="Decline rate by payment method">
        <HorizontalBarsChart
          barName="Method"
          bars={byMethod.map((row) => ({
            label: methodTypeName(row.methodType),
            value: rateOf(row.declined, row.attempts),
            note: `${count.format(row.declined)} of ${count.format(row.attempts)}`,
          }))}
          title="Decline rate"
          unit={{ kind: "basis_points" }}
        />
      </Panel>
    </>
  );
}

function Durations({ overview: { settlement, webhookLatency } }: { overview: Overview }) {
  return (
    <>
      <Panel title="Time to settlement by payment method">
        <HorizontalBarsChart
          barName="Method"
          bars={settlement
            .toSorted((a, b) => b.p50Ms - a.p50Ms)
            .map((row) => ({
              label: methodTypeName(row.methodType),
              value: row.p50Ms,
              note: `${count.format(row.sample)} charges`,
            }))}
          title="Median time to settlement"
          unit={{ kind: "milliseconds" }}
        />
      </Panel>
      <Panel title="Webhooks: received to applied">
        <HistogramChart
          bins={openEnded(webhookLatency)}
          counted="events"
          limit={{ name: spanText(LATENCY_GOAL_MS), at: LATENCY_GOAL_MS }}
          title="Received to applied"
          unit={{ kind: "milliseconds" }}
        />
      </Panel>
    </>
  );
}
