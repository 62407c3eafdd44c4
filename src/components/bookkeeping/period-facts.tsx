import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PeriodDetail } from "#core/contracts/bookkeeping.ts";
import { CommandStateLink } from "./command-state-link.tsx";

const AS_WORDS = { requested: "Asked for by", approved: "Signed by" } as const;

/** Who locked, asked and signed, and when the month was closed. */
export function PeriodFacts({ period }: { period: PeriodDetail }) {
  const { lockedBy, lockedAt, closedAt, request, signatures } = period;
  const items = [
    ...(lockedBy && lockedAt
      ? [
          {
            term: "Locked by",
            value: (
              <>
                {lockedBy.name}, <Time as="absolute" at={lockedAt} />
              </>
            ),
          },
        ]
      : []),
    ...signatures.map(({ person, as, at }) => ({
      term: AS_WORDS[as],
      value: (
        <>
          {person.name}, <Time as="absolute" at={at} />
        </>
      ),
    })),
    ...(closedAt ? [{ term: "Closed", value: <Time as="absolute" at={closedAt} /> }] : []),
    ...(request ? [{ term: "Request", value: <CommandStateLink request={request} /> }] : []),
  ];
  return (
    <Panel title="Who signed">
      {items.length === 0 ? (
        <p className="text-secondary-foreground">Nobody has locked or signed this month yet.</p>
      ) : (
        <DefinitionList items={items} />
      )}
    </Panel>
  );
}
