"use client";

import { whyHeldBack } from "./held-back.ts";
import { useStops } from "./use-stops.ts";

/** Why a command of this kind would wait instead of being sent now; null when it would be sent, or while that is not known. */
export function useHeldBack(kind: string, isSentToStripe = true): string | null {
  const { data } = useStops();
  return data === undefined ? null : whyHeldBack(data, kind, isSentToStripe);
}
