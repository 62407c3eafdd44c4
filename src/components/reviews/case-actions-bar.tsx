"use client";

import { Button } from "#components/ui/button.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

export interface CaseAction {
  readonly label: string;
  readonly keys: string;
  readonly run: () => void;
  /** Why it cannot be done now; undefined means it can. */
  readonly unavailableBecause: string | undefined;
  readonly isMain?: boolean;
}

/** The decisions of a case with their keys, at a place that does not move. */
export function CaseActionsBar({
  actions,
  onRelease,
}: {
  actions: readonly CaseAction[];
  onRelease: (() => void) | null;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2" data-print="hide">
      {actions.map((action) => (
        <GuardedButton
          key={action.label}
          onClick={action.run}
          unavailableBecause={action.unavailableBecause}
          variant={
            action.isMain && action.unavailableBecause === undefined ? "primary" : "secondary"
          }
        >
          {action.label}
          <Kbd
            inverted={Boolean(action.isMain) && action.unavailableBecause === undefined}
            keys={action.keys}
          />
        </GuardedButton>
      ))}
      {onRelease ? (
        <Button className="ml-auto" onClick={onRelease} variant="ghost">
          Give back
        </Button>
      ) : null}
    </div>
  );
}
