"use client";

import { useEffect, useRef } from "react";

const RENEW_MS = 60_000;

/** Keeps a held case held while its page is open and visible: a renewal each minute. */
export function useLease(caseId: string, isHeld: boolean, renew: (caseId: string) => void): void {
  const latest = useRef(renew);
  useEffect(() => {
    latest.current = renew;
  });
  useEffect(() => {
    if (!isHeld) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") latest.current(caseId);
    }, RENEW_MS);
    return () => clearInterval(timer);
  }, [caseId, isHeld]);
}
