"use client";

import { type RefCallback, useCallback, useEffect, useRef } from "react";
import type { RefundReason } from "#core/contracts/refunds.ts";
import { reasonOfDigit } from "./refund-reasons.ts";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/**
 * Picks a reason by its digit wherever in the sheet the focus is, except while somebody types. The result goes on the form:
 * the sheet is put into the page later than the component that opens it.
 */
export function useReasonDigits(onPick: (reason: RefundReason) => void): RefCallback<HTMLElement> {
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  return useCallback((form: HTMLElement | null) => {
    const sheet = form?.closest<HTMLElement>("[role=dialog]");
    const onKeyDown = (event: KeyboardEvent) => {
      const reason = isTyping(event.target) ? null : reasonOfDigit(event.key);
      if (reason === null || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      pick.current(reason);
    };
    sheet?.addEventListener("keydown", onKeyDown);
    return () => sheet?.removeEventListener("keydown", onKeyDown);
  }, []);
}
