import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { DeliveryRow } from "#core/contracts/webhooks.ts";
import { DeliveryStatus } from "./delivery-columns.tsx";

interface Attempt {
  readonly n: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcome: string | null;
  readonly error: string | null;
  readonly worker: string;
}

/** Each try of a worker at the event, with the error it ended with. */
export function EventAttempts({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <Panel title={`Tries (${attempts.length})`}>
      {attempts.length === 0 ? (
        <p className="text-secondary-foreground">No worker has taken it up yet.</p>
      ) : (
        <Timeline
          events={attempts.map((attempt) => ({
            id: String(attempt.n),
            at: attempt.startedAt,
            lane: "Worker",
            tone: attempt.error ? "bad" : attempt.finishedAt ? "ok" : "info",
            title: attempt.outcome ?? "in progress",
            detail: attempt.error ?? `${attempt.worker}, try ${attempt.n}`,
          }))}
          label="Tries"
          timeAs="clock"
        />
      )}
    </Panel>
  );
}

/** The other times Stripe sent the same event: each is a delivery, only the first one stored it. */
export function SameEventDeliveries({
  deliveries,
  currentId,
}: {
  deliveries: readonly DeliveryRow[];
  currentId: string;
}) {
  const others = deliveries.filter((delivery) => delivery.id !== currentId);
  if (others.length === 0) return null;
  return (
    <Panel title="Other deliveries of this event">
      <ul className="grid gap-1">
        {others.map((delivery) => (
          <li key={delivery.id}>
            <Link
              className="inline-flex items-center gap-3 hover:underline"
              href={`/webhooks/${delivery.id}`}
            >
              <Time as="clock" at={delivery.receivedAt} />
              <DeliveryStatus row={delivery} />
              <span className="num text-secondary-foreground">answered {delivery.httpStatus}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
