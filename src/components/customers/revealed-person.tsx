"use client";

import { useEffect, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { RevealedCustomer } from "#core/contracts/customers.ts";

const TICK_MS = 250;

interface RevealedPersonProps {
  data: RevealedCustomer;
  onHide: () => void;
}

/** Counts down from when it was first shown. */
function useSecondsLeft(ms: number): number {
  const [leftMs, setLeftMs] = useState(ms);
  useEffect(() => {
    const untilMs = performance.now() + ms;
    const timer = setInterval(() => setLeftMs(untilMs - performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [ms]);
  return Math.max(0, Math.ceil(leftMs / 1_000));
}

/** Who the customer is, in clear, while the minute runs. Not printed. */
export function RevealedPerson({ data, onHide }: RevealedPersonProps) {
  const seconds = useSecondsLeft(data.shownForMs);
  const none = <span className="text-muted-foreground">none at Stripe</span>;
  return (
    <section aria-label="Personal data" className="grid gap-2 pb-4" data-print="hide">
      <Banner
        action={
          <Button onClick={onHide} size="sm">
            Hide now
          </Button>
        }
        tone="warn"
      >
        Shown in clear for <span className="num">{seconds}</span> more seconds; it is in the audit
        log.
        {data.left === null ? "" : ` You can do this ${data.left} more times within 24 hours.`}
      </Banner>
      <div className="rounded-md border bg-card p-3">
        <DefinitionList
          items={[
            { term: "Name", value: data.name ?? none },
            { term: "E-mail", value: data.email ?? none },
            { term: "Phone", value: data.phone ?? none },
          ]}
        />
      </div>
    </section>
  );
}
