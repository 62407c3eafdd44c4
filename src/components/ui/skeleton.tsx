import { cn } from "./class-names.ts";

/** A quiet block in the place of what is coming. Give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("skeleton block h-4 w-full", className)} />;
}

/** Several lines of text to come. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  const widths = ["w-11/12", "w-3/4", "w-5/6", "w-2/3"];
  return (
    <span className="grid gap-2" data-loading="">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton className={cn("h-3.5", widths[index % widths.length])} key={`line-${index}`} />
      ))}
      <span className="sr-only">Loading</span>
    </span>
  );
}
