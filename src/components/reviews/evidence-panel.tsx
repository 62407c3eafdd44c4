"use client";

import Link from "next/link";
import { TrendChart } from "#components/charts/charts.tsx";
import { useTimeZone } from "#components/ui/clock.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Evidence } from "#core/contracts/reviews.ts";
import { basisPoints } from "#core/money.ts";

/** The facts under the suspicion; a rate also with its course and the band it was expected in. */
export function EvidencePanel({ evidence }: { evidence: Evidence }) {
  const timeZone = useTimeZone();
  const { facts, series } = evidence;
  return (
    <Panel title="Evidence">
      {series.length > 0 ? (
        <TrendChart
          at={series.map((slot) => slot.at)}
          expected={series.map((slot) => ({ low: slot.lowBp, high: slot.highBp }))}
          height={180}
          series={[
            {
              name: "Decline rate",
              values: series.map((slot) =>
                slot.attempts === 0
                  ? null
                  : basisPoints(BigInt(slot.declined), BigInt(slot.attempts)),
              ),
            },
          ]}
          timeZone={timeZone}
          title="Decline rate"
          unit={{ kind: "basis_points" }}
        />
      ) : null}
      <DefinitionList
        items={facts.map((fact) => ({
          term: fact.label,
          value: fact.href ? (
            <Link className="text-primary underline-offset-4 hover:underline" href={fact.href}>
              {fact.value}
            </Link>
          ) : (
            fact.value
          ),
        }))}
      />
    </Panel>
  );
}
