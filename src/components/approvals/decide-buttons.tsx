"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { mandateWords } from "#components/overrides/mandate-words.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { DecideDialog } from "./decide-dialog.tsx";

type Decision = "approved" | "rejected";

/**
 * Approve and reject, for who may sign. Where this person may not (their own request, an amount above them, too late) the
 * buttons stay and the reason is written beside them; a role that never signs has none.
 */
export function DecideButtons({ command }: { command: CommandDetail }) {
  const mayDecide = usePermitted("approval:decide");
  const [asking, setAsking] = useState<Decision | null>(null);
  const isOpen = command.state === "pending_approval";
  const { mandate } = command.decide;
  const why = command.decide.why ?? undefined;
  const bind = (decision: Decision) => ({
    run: () => setAsking(decision),
    unavailableBecause: why,
  });
  useCommands(
    "approvals",
    isOpen ? { "approval.approve": bind("approved"), "approval.reject": bind("rejected") } : {},
  );
  if (!mayDecide || !isOpen) return null;
  return (
    <>
      <GuardedButton
        onClick={() => setAsking("approved")}
        unavailableBecause={why}
        variant={why === undefined ? "primary" : "secondary"}
      >
        Approve… <Kbd inverted={why === undefined} keys="1" />
      </GuardedButton>
      <GuardedButton onClick={() => setAsking("rejected")} unavailableBecause={why}>
        Reject… <Kbd keys="3" />
      </GuardedButton>
      {mandate === null ? null : (
        <span className="text-secondary-foreground">You sign {mandateWords(mandate)}.</span>
      )}
      {why === undefined ? null : <span className="text-secondary-foreground">{why}</span>}
      {asking === null ? null : (
        <DecideDialog command={command} decision={asking} onClose={() => setAsking(null)} />
      )}
    </>
  );
}
