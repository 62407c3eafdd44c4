/** First stop of the Tab key: jumps over the navigation to `#main`. */
export function SkipLink() {
  return (
    <a
      className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50 focus-visible:rounded-md focus-visible:bg-card focus-visible:px-3 focus-visible:py-2 focus-visible:shadow-overlay"
      href="#main"
    >
      Skip to content
    </a>
  );
}
