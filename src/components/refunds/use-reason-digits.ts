"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { RefundReason } from "#core/contracts/refunds.ts";
import { reasonOfDigit } from "./refund-reasons.ts";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Picks a reason by its digit wherever in the sheet the focus is, except while somebody types. */
export function useReasonDigits(
  form: RefObject<HTMLElement | null>,
  onPick: (reason: RefundReason) => void,
): void {
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    const sheet = form.current?.closest<HTMLElement>("[role=dialog]");
    const onKeyDown = (event: KeyboardEvent) => {
      const reason = isTyping(event.target) ? null : reasonOfDigit(event.key);
      if (reason === null || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      pick.current(reason);
    };
    sheet?.addEventListener("keydown", onKeyDown);
    return () => sheet?.removeEventListener("keydown", onKeyDown);
  }, [form]);
}
