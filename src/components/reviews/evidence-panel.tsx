"use client";

import Link from "next/link";
import { TrendChart } from "#components/charts/charts.tsx";
import { useTimeZone } from "#components/ui/clock.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Evidence } from "#core/contracts/reviews.ts";
import { basisPoints } from "#core/money.ts";
import { type EvidenceValue, evidenceRows } from "./evidence-rows.ts";

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
        items={evidenceRows(facts).map(({ label, values }) => ({
          term: label,
          value: (
            <ul className="grid gap-1">
              {values.map((value) => (
                <li
                  className="flex flex-wrap items-baseline gap-x-2"
                  key={`${value.id ?? ""} ${value.text}`}
                >
                  <FactValue value={value} />
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Panel>
  );
}

/** A fact; one that names an object leads there. */
function FactValue({ value: { id, text, href } }: { value: EvidenceValue }) {
  const words = id === null ? text : <Id value={id} />;
  return (
    <>
      {href === null ? (
        words
      ) : (
        <Link className="text-primary underline-offset-4 hover:underline" href={href}>
          {words}
        </Link>
      )}
      {id === null || text === "" ? null : <span className="num whitespace-nowrap">{text}</span>}
    </>
  );
}
