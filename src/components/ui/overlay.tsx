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

interface OverlayProps {
  /** Dims an open sheet too: for a dialog that a sheet opened. */
  overSheets?: boolean;
}

/**
 * The dimmed ground under a sheet or dialog. Our own instead of the library's, whose scroll lock injects a style element
 * that a strict content policy refuses. The page behind stays where it is and keeps its scroll bar, so nothing moves.
 */
export function Overlay({ overSheets = false }: OverlayProps) {
  useEffect(() => {
    const options = { passive: false } as const;
    document.addEventListener("wheel", holdPage, options);
    document.addEventListener("touchmove", holdPage, options);
    return () => {
      document.removeEventListener("wheel", holdPage);
      document.removeEventListener("touchmove", holdPage);
    };
  }, []);
  const layer = overSheets ? "z-50" : "z-40";
  return <div aria-hidden="true" className={`overlay-in fixed inset-0 ${layer} bg-overlay`} />;
}
