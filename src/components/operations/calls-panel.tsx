import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { OperationsDto } from "#core/contracts/operations.ts";

/** Calls of a minute as tenths of calls a second. */
const TENTHS = 6;

/** How fast Stripe is called, and how much of that is kept for what a person waits for. */
export function CallsPanel({ calls }: Pick<OperationsDto, "calls">) {
  const { lastMinute, failedLastMinute, limitedLastMinute, pace } = calls;
  return (
    <Panel title="Calls to Stripe">
      <DefinitionList
        items={[
          {
            term: "In the last minute",
            value: `${lastMinute}, ${Math.round(lastMinute / TENTHS) / 10} a second`,
            numeric: true,
          },
          { term: "Of these failed", value: failedLastMinute, numeric: true },
          { term: "Too many (429)", value: limitedLastMinute, numeric: true },
          {
            term: "Allowed now",
            value: pace === null ? "–" : `${pace.perSecond} a second, ${pace.burst} more at once`,
            numeric: true,
          },
          {
            term: "Kept for people",
            value: pace === null ? "–" : `${pace.reserved} of these ${pace.burst}`,
            numeric: true,
          },
        ]}
      />
      <p className="pt-2 text-meta text-secondary-foreground">
        What the machine reads by itself leaves people's share alone, so that no backfill delays an
        override.
      </p>
    </Panel>
  );
}
