"use client";

import { useEffect } from "react";

/** Parts of an overlay that scroll by themselves carry `data-scrolls`. */
function scrollsItself(target: EventTarget | null): boolean {
  const pane = target instanceof Element ? target.closest("[data-scrolls]") : null;
  return pane !== null && pane.scrollHeight > pane.clientHeight;
}

function holdPage(event: Event): void {
  if (!scrollsItself(event.target)) event.preventDefault();
}

/**
 * The dimmed ground under a sheet or dialog. Our own instead of the library's, whose scroll lock injects a style element
 * that a strict content policy refuses. The page behind stays where it is and keeps its scroll bar, so nothing moves.
 */
export function Overlay() {
  useEffect(() => {
    const options = { passive: false } as const;
    document.addEventListener("wheel", holdPage, options);
    document.addEventListener("touchmove", holdPage, options);
    return () => {
      document.removeEventListener("wheel", holdPage);
      document.removeEventListener("touchmove", holdPage);
    };
  }, []);
  return <div aria-hidden="true" className="overlay-in fixed inset-0 z-40 bg-overlay" />;
}
