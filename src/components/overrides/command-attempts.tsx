import { Id } from "#components/ui/id.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { CommandDetail } from "#core/contracts/commands.ts";

type Attempt = CommandDetail["attempts"][number];

const OUTCOMES: Readonly<Record<NonNullable<Attempt["outcome"]>, { word: string; tone: Tone }>> = {
  accepted: { word: "Accepted", tone: "ok" },
  rejected: { word: "Rejected", tone: "bad" },
  not_executed: { word: "Not executed", tone: "mute" },
  unknown: { word: "No answer", tone: "warn" },
};

function AttemptItem({ attempt }: { attempt: Attempt }) {
  const outcome =
    attempt.outcome === null
      ? { word: "Under way", tone: "info" as const }
      : OUTCOMES[attempt.outcome];
  const took =
    attempt.finishedAt === null ? null : attempt.finishedAt.getTime() - attempt.sentAt.getTime();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5 last:border-b-0">
      <span className="num w-6 text-muted-foreground">{attempt.n}.</span>
      <Status tone={outcome.tone}>{outcome.word}</Status>
      {attempt.httpStatus === null ? null : (
        <span className="num text-secondary-foreground">HTTP {attempt.httpStatus}</span>
      )}
      {attempt.errorCode === null ? null : (
        <span className="font-mono text-meta">{attempt.errorCode}</span>
      )}
      <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
        {attempt.requestId === null ? null : <Id copyLabel="request" value={attempt.requestId} />}
        {took === null ? null : <span className="num">{took} ms</span>}
        <Time as="clock" at={attempt.sentAt} />
      </span>
    </li>
  );
}

/** Each time Stripe was asked; always under the one key, so that asking again is never a second refund. */
export function CommandAttempts({ command }: { command: CommandDetail }) {
  const { attempts, idempotencyKey } = command;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-secondary-foreground">
        Idempotency key <Id copyLabel="idempotency key" full value={idempotencyKey} />
      </p>
      {attempts.length === 0 ? (
        <p className="pt-2 text-secondary-foreground">Stripe has not been asked.</p>
      ) : (
        <ol>
          {attempts.map((attempt) => (
            <AttemptItem attempt={attempt} key={attempt.n} />
          ))}
        </ol>
      )}
    </>
  );
}
