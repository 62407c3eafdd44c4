import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { declineText } from "./decline-text.ts";
import { MethodLabel } from "./method-label.tsx";
import { RiskLabel } from "./risk-label.tsx";

type Attempt = PaymentDetail["attempts"][number];

const STATUS: Readonly<Record<string, { word: string; tone: Tone }>> = {
  succeeded: { word: "Succeeded", tone: "ok" },
  pending: { word: "Pending", tone: "info" },
  failed: { word: "Failed", tone: "bad" },
};

/** A decline as words for the customer and, small, Stripe's own codes for the engineer. */
function Failure({ attempt }: { attempt: Attempt }) {
  const code = attempt.declineCode ?? attempt.failureCode;
  if (code === null) return null;
  const { short, advice } = declineText(code);
  return (
    <p className="text-secondary-foreground">
      <span className="font-medium text-foreground">{short}.</span> {advice}{" "}
      <span className="font-mono text-meta text-muted-foreground">
        {[code, attempt.adviceCode, networkWords(attempt)]
          .filter((part) => part !== null)
          .join(" · ")}
      </span>
    </p>
  );
}

/** What the network said, in its own numbers. */
function networkWords({ network, networkDeclineCode: code }: Attempt): string | null {
  return code === null ? null : `${network ?? "network"} ${code}`;
}

function AttemptItem({ attempt }: { attempt: Attempt }) {
  const status = STATUS[attempt.status] ?? { word: attempt.status, tone: "mute" };
  return (
    <li className="grid gap-1 border-b px-3 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={status.tone}>{status.word}</Status>
        <Money {...attempt.amount} />
        <MethodLabel method={attempt.method} />
        <RiskLabel level={attempt.riskLevel} score={attempt.riskScore} />
        <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
          <Id copyLabel="charge" value={attempt.chargeId} />
          <Time at={attempt.at} />
        </span>
      </div>
      <Failure attempt={attempt} />
    </li>
  );
}

/** Each try to take the money, newest first, declines in plain words. */
export function PaymentAttemptsPanel({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <Panel flush title="Attempts">
      {attempts.length === 0 ? (
        <p className="p-3 text-secondary-foreground">
          The customer has not tried to pay yet: Stripe knows of no charge.
        </p>
      ) : (
        <ul>
          {attempts.map((attempt) => (
            <AttemptItem attempt={attempt} key={attempt.chargeId} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
