import { Glyph } from "#components/ui/glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { toneText } from "#components/ui/tone.ts";
import type { RetryVerdictDto } from "#core/contracts/retries.ts";

function Reason({ reason }: { reason: RetryVerdictDto["reasons"][number] }) {
  const { rule, text, forbids, until, source } = reason;
  return (
    <li className="flex items-start gap-2">
      <span className={`flex h-5 items-center ${toneText[forbids ? "bad" : "warn"]}`}>
        <Glyph name="warning" />
      </span>
      <span className="min-w-0">
        {text}
        {until === null ? null : (
          <>
            {" "}
            {forbids ? "Forbidden until" : "Better from"} <Time as="absolute" at={until} />.
          </>
        )}{" "}
        <span className="font-mono text-meta text-muted-foreground">{rule}</span>
        {source === null ? null : (
          <>
            {" "}
            <a
              className="rounded-sm text-meta text-primary underline"
              href={source.url}
              rel="noreferrer"
              target="_blank"
            >
              {source.title}
            </a>
          </>
        )}
      </span>
    </li>
  );
}

/** What the rules say to a retry, each with its name and, where there is one, its source. */
export function RetryVerdict({ verdict }: { verdict: RetryVerdictDto }) {
  if (verdict.reasons.length === 0)
    return (
      <p className="flex items-center gap-2">
        <span className={toneText.ok}>
          <Glyph name="done" />
        </span>
        No rule of the card networks or of ours speaks against it.
      </p>
    );
  const words = verdict.kind === "forbidden" ? "Forbidden" : "Better later";
  return (
    <section aria-label="What the rules say" className="grid gap-1.5">
      <h3 className="font-medium">{words}</h3>
      <ul className="grid gap-1.5">
        {verdict.reasons.map((reason) => (
          <Reason key={reason.rule} reason={reason} />
        ))}
      </ul>
    </section>
  );
}
