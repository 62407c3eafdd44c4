import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Overview } from "#core/contracts/kpis.ts";

const count = new Intl.NumberFormat("en-US");

/** What the person did in the last 24 hours; for support these are the only figures. */
export function OwnDay({ own }: Pick<Overview, "own">) {
  const figures = [
    { term: "Refunds asked for", value: count.format(own.refundsToday) },
    { term: "Sum of them", value: <Money {...own.refundedBase} /> },
    { term: "Cases decided", value: count.format(own.casesDecided) },
  ];
  return (
    <Panel title="Your last 24 hours">
      <dl className="grid grid-cols-3 items-end gap-x-4">
        {figures.map(({ term, value }) => (
          <div className="@container min-w-0" key={term}>
            <dt className="text-meta text-muted-foreground">{term}</dt>
            <dd className="stat-value num font-semibold leading-8 tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
