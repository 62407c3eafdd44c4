"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { ListPanel } from "#components/layout/list-panel.tsx";
import { usePageFreshness } from "#components/layout/page-freshness.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import type { BreakGlassDto } from "#core/contracts/break-glass.ts";
import { BreakGlassItem } from "./break-glass-item.tsx";
import { EndDialog } from "./end-dialog.tsx";
import { OpenSheet } from "./open-sheet.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import { useBreakGlass } from "./use-break-glass.ts";

type Doing =
  | { readonly what: "open" }
  | { readonly what: "end" | "review"; readonly row: BreakGlassDto };

function BreakButton({ rows, onPress }: { rows: readonly BreakGlassDto[]; onPress: () => void }) {
  const mayOpen = usePermitted("break-glass:open");
  const isOpen = rows.some(({ isOwn, state }) => isOwn && state === "open");
  if (!mayOpen) return null;
  return (
    <GuardedButton
      onClick={onPress}
      unavailableBecause={isOpen ? "Yours is open: use it, or end it first." : undefined}
      variant="danger"
    >
      Break the glass…
    </GuardedButton>
  );
}

/** What was broken, when and why, what was decided under it, and who has reviewed that. */
export function BreakGlassPage() {
  const { data, error, refetch, dataUpdatedAt, keep } = useBreakGlass();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  usePageFreshness(data ? dataUpdatedAt : null);
  return (
    <>
      <PageHeader
        actions={<BreakButton onPress={() => setDoing({ what: "open" })} rows={data?.rows ?? []} />}
        description="When nobody who may decide can be reached: an admin signs for them for an hour at most, and another person reviews it."
        title="Break-glass"
      />
      <div className="max-w-3xl">
        <ListPanel
          empty="The glass was never broken."
          error={error}
          onRetry={() => void refetch()}
          rows={data?.rows}
          title="Openings"
        >
          {(row) => (
            <BreakGlassItem
              asOf={data?.asOf ?? row.openedAt}
              key={row.id}
              onEnd={() => setDoing({ what: "end", row })}
              onReview={() => setDoing({ what: "review", row })}
              row={row}
            />
          )}
        </ListPanel>
      </div>
      {doing?.what === "open" ? <OpenSheet onClose={close} onOpened={keep} /> : null}
      {doing?.what === "end" ? <EndDialog onClose={close} onEnded={keep} row={doing.row} /> : null}
      {doing?.what === "review" ? (
        <ReviewDialog onClose={close} onReviewed={keep} row={doing.row} />
      ) : null}
    </>
  );
}
