/**
 * The dimmed ground under a sheet or dialog. Our own instead of the library's, whose scroll lock injects a style element
 * that a strict content policy refuses; `data-scroll-lock` holds the page by CSS (see globals.css).
 */
export function Overlay() {
  return (
    <div
      aria-hidden="true"
      className="overlay-in fixed inset-0 z-40 bg-overlay"
      data-scroll-lock=""
    />
  );
}
