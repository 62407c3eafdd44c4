import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { BreakerDto } from "#core/contracts/operations.ts";
import { failureWords } from "./failure-words.ts";
import { RetryIn } from "./retry-in.tsx";

const WORDS: Readonly<Record<BreakerDto["state"], { word: string; tone: Tone; text: string }>> = {
  closed: { word: "Answers", tone: "ok", text: "Overrides are sent as they come." },
  open: {
    word: "Fails",
    tone: "bad",
    text: "At least half of the last requests failed. Overrides stay queued; nothing fails for it.",
  },
  half_open: {
    word: "Being tried",
    tone: "warn",
    text: "One override is sent alone; the others wait for what Stripe answers to it.",
  },
};

/** Whether Stripe answers what is sent to it, since when, and when it is tried again. */
export function BreakerPanel({ breaker }: { breaker: BreakerDto }) {
  const { word, tone, text } = WORDS[breaker.state];
  return (
    <Panel title="Stripe">
      <div className="grid gap-1.5">
        <p className="flex flex-wrap items-center gap-3">
          <Status tone={tone}>{word}</Status>
          <span className="text-muted-foreground">
            since <Time at={breaker.since} />
          </span>
        </p>
        <p className="text-secondary-foreground">{text}</p>
        {breaker.state === "open" ? (
          <p className="text-secondary-foreground">
            The last failure: {failureWords(breaker.lastFailure)}. <RetryIn breaker={breaker} />
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
