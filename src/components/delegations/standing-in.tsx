"use client";

import Link from "next/link";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Time } from "#components/ui/time.tsx";
import { useDelegations } from "./use-delegations.ts";

/** On the approvals page: for whom one stands in now, and who stands in for oneself. Nothing while there is neither. */
export function StandingIn() {
  const maySign = usePermitted("delegation:manage-own");
  const { data } = useDelegations(maySign);
  const held = (data?.rows ?? []).filter((row) => row.state === "held" && row.reader !== null);
  if (held.length === 0) return null;
  return (
    <div className="grid gap-1 pb-3">
      {held.map(({ id, reader, delegator, delegate, endsAt }) => (
        <Banner
          action={
            <Link className="rounded-sm underline underline-offset-2" href="/settings/away">
              Away
            </Link>
          }
          key={id}
          tone="info"
        >
          {reader === "delegate"
            ? `You stand in for ${delegator.name} (${delegator.role}) until `
            : `${delegate.name} stands in for you until `}
          <Time as="absolute" at={endsAt} />.
        </Banner>
      ))}
    </div>
  );
}
