"use client";

import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import type { BreakerDto, KillSwitchDto } from "#core/contracts/operations.ts";
import { coversWords } from "./covers-words.ts";
import { failureWords } from "./failure-words.ts";
import { RetryIn } from "./retry-in.tsx";
import { useStops } from "./use-stops.ts";

function OperationsLink() {
  return (
    <Link className="rounded-sm underline underline-offset-2" href="/operations">
      Operations
    </Link>
  );
}

function SwitchBanner({ on }: { on: KillSwitchDto }) {
  return (
    <Banner action={<OperationsLink />} tone="bad">
      {coversWords(on.covers)} are stopped by {on.onBy.name}, <Time at={on.onAt} />: “{on.reason}”.
      Requests are queued; none is sent.
    </Banner>
  );
}

function BreakerBanner({ breaker }: { breaker: BreakerDto }) {
  return (
    <Banner action={<OperationsLink />} tone="warn">
      Stripe fails since <Time as="clock" at={breaker.since} />: {failureWords(breaker.lastFailure)}
      . Overrides are queued, not lost. <RetryIn breaker={breaker} />
    </Banner>
  );
}

/** On every screen, while it is so: what is stopped, by whom and why; and that Stripe fails. */
export function StopsBanner() {
  const { data } = useStops();
  if (data === undefined) return null;
  const { switches, breaker } = data;
  if (switches.length === 0 && breaker.state === "closed") return null;
  return (
    <div className="grid gap-1 pb-3" data-stops="">
      {switches.map((on) => (
        <SwitchBanner key={on.id} on={on} />
      ))}
      {breaker.state === "closed" ? null : <BreakerBanner breaker={breaker} />}
    </div>
  );
}
