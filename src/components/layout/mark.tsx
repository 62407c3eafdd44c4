/** The mark: two strokes that cross one line, a signature and its countersignature. */
export function Mark() {
  return (
    <svg aria-hidden="true" className="size-6 shrink-0 text-primary" viewBox="0 0 24 24">
      <rect fill="currentColor" height="24" rx="6" width="24" />
      <path
        d="m6.5 12.2 3 3.3 5-8M12.4 14.6l.9.9 5-8"
        fill="none"
        stroke="var(--primary-foreground)"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeWidth="1.9"
      />
      <path
        d="M6.5 18.6h11.5"
        stroke="var(--primary-foreground)"
        strokeLinecap="round"
        strokeWidth="1.5"
      />
    </svg>
  );
}
