import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button.tsx";

interface KeysetPagerProps {
  /** What is shown: "50 payments", "412 of about 12,000". */
  summary: string;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  busy?: boolean;
}

/** Foot of a list that is read by key, not by page number: back, on, and how much is shown. */
export function KeysetPager({ summary, onPrevious, onNext, busy = false }: KeysetPagerProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex min-h-11 items-center justify-between gap-3 px-3"
      data-print="hide"
    >
      <p aria-live="polite" className="num text-meta text-muted-foreground">
        {summary}
      </p>
      <div className="flex gap-1">
        <Button disabled={!onPrevious || busy} onClick={onPrevious} size="sm">
          <ChevronLeft aria-hidden="true" />
          Previous
        </Button>
        <Button disabled={!onNext || busy} onClick={onNext} size="sm">
          Next
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}
