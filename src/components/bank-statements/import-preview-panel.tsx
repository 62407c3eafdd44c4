import { Banner } from "#components/ui/banner.tsx";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import type { ImportPreview } from "#core/contracts/bank-statements.ts";
import { accountText, counted, daysText, FORMAT_WORDS } from "./bank-words.ts";

const STATE_WORDS = {
  new: { tone: "ok", word: "New" },
  known: { tone: "mute", word: "Known" },
  amended: { tone: "warn", word: "Amended" },
} as const;

/** What an import would do: each statement with its counts, then the first lines. */
export function ImportPreviewPanel({ preview }: { preview: ImportPreview }) {
  const { statements, sample, alreadyImported } = preview;
  if (statements.length === 0) return null;
  return (
    <section aria-label="What would be imported" className="grid gap-3">
      {alreadyImported ? (
        <Banner tone="info">This very file was imported before: nothing would change.</Banner>
      ) : null}
      <ul className="grid gap-2">
        {statements.map((one) => (
          <StatementSummary
            format={preview.format}
            key={`${one.last4} ${one.reference}`}
            statement={one}
          />
        ))}
      </ul>
      <h3 className="font-medium">
        {sample.length < linesOf(preview) ? `The first ${sample.length} lines` : "Lines"}
      </h3>
      <ul className="grid">
        {sample.map((line, at) => (
          // Two lines of a bank may be alike in every word: only their place tells them apart.
          <li
            className="grid grid-cols-[1fr_auto] gap-x-3 border-t py-1.5"
            key={`${at} ${line.bookedOn}`}
          >
            <span className="line-clamp-2 break-words">
              {line.description || line.reference || "–"}
            </span>
            <Money {...line.amount} />
            <span className="num text-meta text-muted-foreground">
              {line.bookedOn} {line.counterparty}
            </span>
            <Status tone={STATE_WORDS[line.state].tone} variant="plain">
              {STATE_WORDS[line.state].word}
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}

function linesOf({ statements }: ImportPreview): number {
  return statements.reduce((sum, { lines }) => sum + lines, 0);
}

function StatementSummary({
  statement,
  format,
}: {
  statement: ImportPreview["statements"][number];
  format: string;
}) {
  const { account, last4, opening, closing } = statement;
  return (
    <li className="grid gap-1 rounded-md border p-2.5">
      <p className="flex flex-wrap justify-between gap-x-3 font-medium">
        <span>{account ? accountText(account) : `New account ••${last4}`}</span>
        <span className="num font-normal text-secondary-foreground">
          {daysText(statement.fromDate, statement.toDate)}
        </span>
      </p>
      <p className="text-secondary-foreground">
        {`${FORMAT_WORDS[format] ?? format}: ${counted(statement.lines, "line")}, ${statement.added} new, ${statement.known} known, ${statement.amended} amended`}
      </p>
      {opening && closing ? (
        <p className="text-secondary-foreground">
          <Money {...opening} /> to <Money {...closing} />, and the lines add up
        </p>
      ) : null}
    </li>
  );
}
