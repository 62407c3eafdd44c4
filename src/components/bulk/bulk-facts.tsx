import Link from "next/link";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { refundReasonTitle } from "#components/refunds/refund-reasons.ts";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { BULK_WHY_WORDS, type BulkDetail } from "#core/contracts/bulk.ts";
import { BulkProgress } from "./bulk-progress.tsx";
import { BULK_STATE_WORDS, rowsText, totalsText } from "./bulk-words.ts";

/** How far it is, and what that means for the money. */
export function ProgressPanel({ bulk }: { bulk: BulkDetail }) {
  const { counts, rows, refunded, totals, state } = bulk;
  return (
    <Panel
      className="max-lg:order-first"
      aside={
        <span className="num text-secondary-foreground">
          {counts.done} of {rowsText(rows)} refunded
        </span>
      }
      title="Progress"
    >
      <div className="grid gap-3">
        <BulkProgress counts={counts} rows={rows} />
        <p className="text-secondary-foreground" role="status">
          {BULK_STATE_WORDS[state].money}
        </p>
        <DefinitionList
          items={[
            {
              term: "Refunded so far",
              value: refunded.length === 0 ? "Nothing yet" : totalsText(refunded),
              numeric: true,
            },
            { term: "Total of the list", value: totalsText(totals), numeric: true },
          ]}
        />
      </div>
    </Panel>
  );
}

/** Who asked, why, and who signed. */
export function FactsPanel({ bulk }: { bulk: BulkDetail }) {
  const { requester, createdAt, startedAt, endedAt, reason, note, command, leftOut } = bulk;
  const times: Definition[] = [
    ...(startedAt ? [{ term: "Began", value: <Time as="absolute" at={startedAt} /> }] : []),
    ...(endedAt ? [{ term: "Ended", value: <Time as="absolute" at={endedAt} /> }] : []),
  ];
  return (
    <Panel
      aside={
        <Link className="rounded-sm text-primary hover:underline" href={`/overrides/${bulk.id}`}>
          Signatures and history
        </Link>
      }
      title="Request"
    >
      <DefinitionList
        items={[
          {
            term: "Request",
            value: startedAt ? (
              <Status tone="ok">Signed</Status>
            ) : (
              <CommandStatus command={command} />
            ),
          },
          { term: "Asked for by", value: `${requester.name} (${requester.role})` },
          { term: "Asked for", value: <Time as="absolute" at={createdAt} /> },
          ...times,
          { term: "Reason", value: refundReasonTitle(reason) },
          { term: "Note", value: note ?? "–" },
          { term: "Lines left out", value: `${leftOut.length}` },
        ]}
      />
    </Panel>
  );
}

/** The lines of the paste that are not in the list, as they were told to who asked. */
export function LeftOutPanel({ leftOut }: Pick<BulkDetail, "leftOut">) {
  if (leftOut.length === 0) return null;
  return (
    <Panel title="Left out of the list">
      <ul className="grid max-h-72 gap-1.5 overflow-y-auto">
        {leftOut.map(({ line, id, why }) => (
          <li className="grid gap-x-3 sm:grid-cols-[4rem_1fr]" key={`${line}-${id}`}>
            <span className="num text-muted-foreground">Line {line}</span>
            <span className="min-w-0">
              {id === null ? null : <Id value={id} />} {BULK_WHY_WORDS[why]}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
