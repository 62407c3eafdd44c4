interface CompletenessProps {
  filled: number;
  recommended: number;
}

/** How many of the recommended fields are filled, as a bar and in words. */
export function Completeness({ filled, recommended }: CompletenessProps) {
  const words = `${filled} of ${recommended} recommended`;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <meter
        aria-label="Completeness of the evidence"
        className="h-1.5 w-16"
        max={recommended}
        min={0}
        value={filled}
      >
        {words}
      </meter>
      <span className="num text-meta text-secondary-foreground">{words}</span>
    </span>
  );
}
