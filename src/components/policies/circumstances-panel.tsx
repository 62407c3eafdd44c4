import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";

/** What the words of the rules mean: when a charge is old or risky, and when hours are quiet. */
export function CircumstancesPanel({ document }: { document: PolicyDocument }) {
  const { maxAgeDays, riskFrom, quietHours, maxBulkRows } = document.circumstances;
  return (
    <Panel title="What is remarkable">
      <DefinitionList
        items={[
          { term: "A charge is old", value: `after ${maxAgeDays} days` },
          { term: "A charge is risky", value: `where Stripe says ${riskFrom} or more` },
          {
            term: "Quiet hours",
            value:
              quietHours === null
                ? "none"
                : `${quietHours.from}:00 to ${quietHours.to}:00, ${quietHours.zone}`,
          },
          { term: "One bulk", value: `at most ${maxBulkRows} rows` },
        ]}
      />
    </Panel>
  );
}
