import Link from "next/link";
import { refundReasonTitle } from "#components/refunds/refund-reasons.ts";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Id } from "#components/ui/id.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { kindWords } from "./command-kind-words.ts";

const titled = (term: string, value: string | null): readonly Definition[] =>
  value === null || value === "" ? [] : [{ term, value }];

function outcome({ result, failure, preview }: CommandDetail): readonly Definition[] {
  return [
    ...(result === null
      ? []
      : [
          {
            term: preview.of === "refund" ? "Refund at Stripe" : "Made by it",
            value: (
              <span className="inline-flex items-center gap-2">
                <Id copyLabel="refund" value={result.id} />
                {result.status}
              </span>
            ),
          },
        ]),
    ...(failure === null
      ? []
      : [
          {
            term: "Failure",
            value: (
              <>
                {failure.message}{" "}
                <span className="font-mono text-meta text-muted-foreground">{failure.code}</span>
              </>
            ),
          },
        ]),
  ];
}

function partOf({ bulkId }: CommandDetail): readonly Definition[] {
  if (bulkId === null) return [];
  const link = (
    <Link className="rounded-sm text-primary hover:underline" href={`/bulk/${bulkId}`}>
      A bulk refund
    </Link>
  );
  return [{ term: "Row of", value: link }];
}

/** Who asked for what and why, and what came of it. */
export function CommandFacts({ command }: { command: CommandDetail }) {
  return (
    <DefinitionList
      items={[
        {
          term: kindWords(command.kind).targetTerm,
          value: (
            <Link
              className="rounded-sm text-primary hover:underline"
              href={kindWords(command.kind).targetHref(command.targetId)}
            >
              <Id value={command.targetId} />
            </Link>
          ),
        },
        {
          term: "Asked by",
          value: (
            <>
              {command.requester.name}, <Time at={command.createdAt} />
            </>
          ),
        },
        ...partOf(command),
        ...(command.preview.of === "refund"
          ? [{ term: "Reason", value: refundReasonTitle(command.reasonCode) }]
          : []),
        ...titled("Note", command.note),
        ...outcome(command),
      ]}
    />
  );
}
