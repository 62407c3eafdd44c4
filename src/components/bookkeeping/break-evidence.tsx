import Link from "next/link";
import { JsonViewer } from "#components/ui/json-viewer.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";

/** The records a break rests on: journals of the books, and Stripe's own JSON. */
export function BreakEvidence({ detail }: { detail: BreakDetailDto }) {
  const { journalIds, stripe } = detail.sides;
  const record: unknown = stripe === null ? null : JSON.parse(stripe);
  return (
    <Panel title="Evidence">
      <div className="grid gap-3">
        {journalIds.length === 0 ? (
          <p className="text-secondary-foreground">The books hold no journal about it.</p>
        ) : (
          <ul aria-label="Journals" className="flex flex-wrap gap-x-4 gap-y-1">
            {journalIds.map((id) => (
              <li key={id}>
                <Link className="text-primary hover:underline" href={`/ledger/journals/${id}`}>
                  {`Journal ${id}`}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {typeof record === "object" && record !== null ? (
          <JsonViewer label={`Stripe's record of ${detail.objectId}`} value={record} />
        ) : (
          <p className="text-secondary-foreground">Stripe has no balance transaction for it.</p>
        )}
      </div>
    </Panel>
  );
}
