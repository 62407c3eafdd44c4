import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { CommandState } from "#core/contracts/commands.ts";
import type { LinkDto } from "#core/contracts/payment-methods.ts";

export interface LinkNotYetProps {
  commandId: string;
  state: CommandState;
  link: LinkDto | null;
}

const OVER: ReadonlySet<CommandState> = new Set(["failed", "cancelled", "rejected", "expired"]);
const LOST: ReadonlySet<CommandState> = new Set(["unknown", "needs_human"]);

/** Why a link is not there to be shown, and what is next. */
export function LinkNotYet({ commandId, state, link }: LinkNotYetProps) {
  const request = (
    <Link className="underline" href={`/overrides/${commandId}`}>
      Open the request
    </Link>
  );
  if (link !== null)
    return (
      <Banner tone="info">
        This link was shown already, or cannot be used any more. Ask for another one.
      </Banner>
    );
  if (OVER.has(state))
    return (
      <Banner action={request} tone="bad">
        No link was made, and nothing was changed.
      </Banner>
    );
  if (LOST.has(state))
    return (
      <Banner action={request} tone="warn">
        Stripe's answer was lost. It is looked for; a link that was made appears here.
      </Banner>
    );
  return (
    <div aria-label="Stripe makes the link" className="grid gap-3" role="status">
      <p className="text-secondary-foreground">Stripe makes the page…</p>
      <SkeletonLines lines={4} />
    </div>
  );
}
