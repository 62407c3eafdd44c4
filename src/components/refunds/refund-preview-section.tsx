import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { cn } from "#components/ui/class-names.ts";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import { PredictedPostings } from "./predicted-postings.tsx";
import { RefundConsequences } from "./refund-consequences.tsx";
import type { RefundPreviewState } from "./use-refund-preview.ts";

interface RefundPreviewSectionProps {
  state: RefundPreviewState;
  disputed: boolean;
}

/** Consequences and predicted entries; dimmed while they are of an earlier amount. */
export function RefundPreviewSection({ state, disputed }: RefundPreviewSectionProps) {
  const { preview, isCurrent, error, again } = state;
  return (
    <section aria-label="Preview" className="grid min-h-64 content-start gap-4">
      {error ? <ApiErrorPanel error={error} onRetry={again} /> : null}
      {preview === null && error === null ? <SkeletonLines lines={8} /> : null}
      {preview === null || error !== null ? null : (
        <div className={cn("grid gap-4", isCurrent || "opacity-60 transition-opacity delay-100")}>
          <div className="grid gap-1.5">
            <h3 className="font-medium">What happens</h3>
            <RefundConsequences disputed={disputed} preview={preview} />
          </div>
          <div className="grid gap-1">
            <h3 className="font-medium">Predicted ledger entries</h3>
            <PredictedPostings postings={preview.postings} />
          </div>
        </div>
      )}
    </section>
  );
}
