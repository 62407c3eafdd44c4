import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { cn } from "#components/ui/class-names.ts";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { RefundPreview } from "#core/contracts/refunds.ts";
import { PredictedPostings } from "./predicted-postings.tsx";
import { RefundConsequences } from "./refund-consequences.tsx";
import type { RefundPreviewState } from "./use-refund-preview.ts";

interface RefundPreviewSectionProps {
  state: RefundPreviewState;
  /** Whether an amount is entered that could be refunded. */
  hasAmount: boolean;
  disputed: boolean;
}

function Body({ preview, disputed }: { preview: RefundPreview; disputed: boolean }) {
  return (
    <>
      <div className="grid gap-1.5">
        <h3 className="font-medium">What happens</h3>
        <RefundConsequences disputed={disputed} preview={preview} />
      </div>
      <div className="grid gap-1">
        <h3 className="font-medium">Predicted ledger entries</h3>
        <PredictedPostings postings={preview.postings} />
      </div>
    </>
  );
}

/** Consequences and predicted entries; dimmed while those of a new amount are on their way. */
export function RefundPreviewSection({ state, hasAmount, disputed }: RefundPreviewSectionProps) {
  const { preview, isCurrent, error, again } = state;
  if (!hasAmount) {
    return (
      <section aria-label="Preview" className="min-h-64 text-secondary-foreground">
        Enter an amount that is left, to see what would happen.
      </section>
    );
  }
  return (
    <section aria-label="Preview" className="grid min-h-64 content-start gap-3">
      {error ? <ApiErrorPanel error={error} onRetry={again} /> : null}
      {preview === null && error === null ? <SkeletonLines lines={8} /> : null}
      {preview === null || error !== null ? null : (
        <div
          aria-busy={!isCurrent}
          className={cn("grid gap-3", isCurrent || "opacity-60 transition-opacity delay-100")}
        >
          <Body disputed={disputed} preview={preview} />
        </div>
      )}
    </section>
  );
}
