"use client";

import { Banner } from "#components/ui/banner.tsx";
import { useHeldBack } from "./use-held-back.ts";

/** Says that what is asked for here is queued, and why; nothing while it would be sent. */
export function HeldBackNote({ kind, isSentToStripe }: { kind: string; isSentToStripe?: boolean }) {
  const why = useHeldBack(kind, isSentToStripe);
  return why === null ? null : <Banner tone="warn">{why}</Banner>;
}
