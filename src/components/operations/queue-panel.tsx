import { spanText } from "#components/charts/prepare/chart-value.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { OperationsDto } from "#core/contracts/operations.ts";

/** What waits to be sent, what is under way, and what nobody knows yet. */
export function QueuePanel({ queue }: Pick<OperationsDto, "queue">) {
  const { queued, oldestMs, sending, unknown, needsHuman } = queue;
  return (
    <Panel title="Queue">
      <DefinitionList
        items={[
          { term: "Queued", value: queued, numeric: true },
          { term: "Oldest", value: oldestMs === null ? "–" : spanText(oldestMs), numeric: true },
          { term: "Being sent", value: sending, numeric: true },
          { term: "Answer unknown", value: unknown, numeric: true },
          { term: "Needs a person", value: needsHuman, numeric: true },
        ]}
      />
    </Panel>
  );
}
