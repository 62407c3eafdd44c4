import type { ReactNode } from "react";
import { MethodLabel } from "#components/payments/method-label.tsx";
import { PredictedPostings } from "#components/refunds/predicted-postings.tsx";
import { Glyph, type GlyphName } from "#components/ui/glyph.tsx";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import { type Tone, toneText } from "#components/ui/tone.ts";
import type { Consequence, OverridePreview } from "#core/contracts/overrides.ts";
import { COMMAND_STATE_WORDS } from "./command-state-words.ts";

const LOOKS: Readonly<Record<Consequence["tone"], { glyph: GlyphName; tone?: Tone }>> = {
  plain: { glyph: "open" },
  good: { glyph: "done", tone: "ok" },
  warn: { glyph: "warning", tone: "warn" },
  bad: { glyph: "warning", tone: "bad" },
};

function Line({ tone, children }: { tone: Consequence["tone"]; children: ReactNode }) {
  const look = LOOKS[tone];
  return (
    <li className="flex items-start gap-2">
      <span
        className={`flex h-5 items-center ${look.tone ? toneText[look.tone] : "text-muted-foreground"}`}
      >
        <Glyph name={look.glyph} />
      </span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}

function Balance({ balance }: { balance: NonNullable<OverridePreview["balance"]> }) {
  const { before, after, sufficient } = balance;
  return (
    <Line tone={sufficient ? "plain" : "warn"}>
      Available at Stripe <Money {...before} withoutCode /> → <Money {...after} />
      {sufficient ? null : " (not enough: Stripe may keep it waiting)"}
    </Line>
  );
}

function Earlier({ earlier }: { earlier: OverridePreview["earlier"] }) {
  const [first] = earlier;
  if (first === undefined) return null;
  const words = Object.entries(COMMAND_STATE_WORDS).find(([state]) => state === first.state)?.[1];
  return (
    <Line tone="warn">
      Done or asked for {earlier.length === 1 ? "once" : `${earlier.length} times`} already in the
      last 24 hours: by {first.by} <Time at={first.at} />
      {words === undefined ? "" : ` (${words.word})`}
    </Line>
  );
}

/** What an override will do, line by line, from the server's own rehearsal of it. */
function OverrideConsequences({ preview }: { preview: OverridePreview }) {
  const { consequences, method, customerSees, fee, balance, earlier } = preview;
  return (
    <ul aria-label="Consequences" className="grid gap-1.5">
      {consequences.map(({ tone, text }) => (
        <Line key={text} tone={tone}>
          {text}
        </Line>
      ))}
      {method === null ? null : (
        <Line tone="plain">
          On <MethodLabel method={method} />
        </Line>
      )}
      {fee === null ? null : (
        <Line tone="plain">
          Stripe's fee: <Money {...fee} />
        </Line>
      )}
      {customerSees === null ? null : <Line tone="plain">{`Customer: ${customerSees}`}</Line>}
      {balance === null ? null : <Balance balance={balance} />}
      <Earlier earlier={earlier} />
    </ul>
  );
}

/** The whole preview: consequences, predicted entries, and exactly what Stripe is sent. */
export function OverridePreviewBody({ preview }: { preview: OverridePreview }) {
  return (
    <>
      <div className="grid gap-1.5">
        <h3 className="font-medium">What happens</h3>
        <OverrideConsequences preview={preview} />
      </div>
      {preview.postings.length === 0 ? null : (
        <div className="grid gap-1">
          <h3 className="font-medium">Predicted ledger entries</h3>
          <PredictedPostings postings={preview.postings} />
        </div>
      )}
      <details className="text-secondary-foreground">
        <summary className="cursor-pointer font-medium">Exactly what Stripe is sent</summary>
        <p className="pt-1 font-mono text-meta">{preview.sends.path}</p>
        <pre className="overflow-x-auto whitespace-pre-wrap break-all font-mono text-meta">
          {preview.sends.body}
        </pre>
      </details>
    </>
  );
}
