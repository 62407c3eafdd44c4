"use client";

import { usePermitted } from "#components/commands/command-provider.tsx";
import type { Overview } from "#core/contracts/kpis.ts";
import { AttentionStrip } from "./attention-strip.tsx";
import { FindPayment } from "./find-payment.tsx";
import { NextCases } from "./next-cases.tsx";
import { OwnDay } from "./own-day.tsx";
import { OwnRequests } from "./own-requests.tsx";

/** The overview of a person who sees no figures of the shop: what waits, where to begin, and their own day. */
export function StartPage({ overview }: { overview: Overview }) {
  const mayReadCases = usePermitted("case:read");
  const mayAsk = usePermitted("refund:request");
  return (
    <div className="grid gap-3">
      <AttentionStrip overview={overview} />
      <div className="grid gap-3 xl:grid-cols-2">
        <FindPayment />
        <OwnDay own={overview.own} />
        {mayReadCases ? <NextCases /> : null}
        {mayAsk ? <OwnRequests /> : null}
      </div>
    </div>
  );
}

/** The same page while what waits is being counted; one can search already. */
export function StartPageSkeleton() {
  return (
    <div className="grid gap-3 pt-11 xl:grid-cols-2">
      <FindPayment />
    </div>
  );
}
