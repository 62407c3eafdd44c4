import Link from "next/link";
import { CommandStateLink } from "#components/bookkeeping/command-state-link.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BreakHelp } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";

function TheObject({ detail: { href, objectId } }: { detail: BreakDetailDto }) {
  const object = <Id copyLabel="object" value={objectId} />;
  if (href === null) return object;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {object}
      <Link className="text-primary hover:underline" href={href}>
        Open
      </Link>
    </span>
  );
}

/** Whose it is, how long it has been open, until when it must be dealt with, and what a run found out. */
export function BreakFacts({
  detail,
  request,
}: {
  detail: BreakDetailDto;
  request: BreakHelp["request"] | undefined;
}) {
  const { owner, amountBase } = detail;
  return (
    <Panel title="Facts">
      <DefinitionList
        items={[
          { term: "Owner", value: owner?.name ?? "Nobody" },
          {
            term: "Due",
            value: (
              <span className={detail.overdue ? "font-medium text-bad" : undefined}>
                {detail.overdue ? "Overdue since " : ""}
                <Time at={detail.dueAt} />
              </span>
            ),
          },
          { term: "Found", value: <Time as="absolute" at={detail.openedAt} /> },
          { term: "Last seen", value: <Time at={detail.lastSeenAt} /> },
          ...(detail.resolvedAt
            ? [{ term: "Resolved", value: <Time as="absolute" at={detail.resolvedAt} /> }]
            : []),
          ...(detail.reopened > 0
            ? [
                {
                  term: "Came back",
                  value: detail.reopened === 1 ? "Once" : `${detail.reopened} times`,
                },
              ]
            : []),
          ...(amountBase ? [{ term: "At stake", value: <Money {...amountBase} /> }] : []),
          { term: "Object", value: <TheObject detail={detail} /> },
          ...(request ? [{ term: "Request", value: <CommandStateLink request={request} /> }] : []),
          ...Object.entries(detail.details).map(([term, value]) => ({
            term,
            value: <span className="break-all">{value}</span>,
          })),
        ]}
      />
    </Panel>
  );
}
