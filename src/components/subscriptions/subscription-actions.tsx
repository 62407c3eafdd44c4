"use client";

import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import type { SubscriptionRow } from "#core/contracts/subscriptions.ts";
import { CancelSubscriptionSheet, PauseSheet, ResumeSheet } from "./subscription-sheets.tsx";

type Sheet = "pause" | "resume" | "cancel";

/** Why each change cannot be asked for now; the server judges once more. */
function whyNot({ endedAt, paused, cancelAtPeriodEnd }: SubscriptionRow) {
  const ended = endedAt === null ? undefined : "The subscription has ended.";
  const isResumable = paused !== null || cancelAtPeriodEnd;
  return {
    pause: ended ?? (paused === null ? undefined : "Collection is paused already."),
    resume: ended ?? (isResumable ? undefined : "There is nothing to resume."),
    cancel: ended,
  };
}

/** Pause, resume and cancel, for who may ask for them; nothing at all otherwise. */
export function SubscriptionActions({ subscription }: { subscription: SubscriptionRow }) {
  const may = usePermitted("subscription:change");
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const why = whyNot(subscription);
  const bind = (name: Sheet) => ({ run: () => setSheet(name), unavailableBecause: why[name] });
  useCommands(
    "subscription",
    may
      ? {
          "subscription.pause": bind("pause"),
          "subscription.resume": bind("resume"),
          "subscription.cancel": bind("cancel"),
        }
      : {},
  );
  if (!may) return null;
  const close = () => setSheet(null);
  const { id } = subscription;
  return (
    <>
      <GuardedButton onClick={() => setSheet("pause")} unavailableBecause={why.pause}>
        Pause…
      </GuardedButton>
      <GuardedButton onClick={() => setSheet("resume")} unavailableBecause={why.resume}>
        Resume…
      </GuardedButton>
      <GuardedButton onClick={() => setSheet("cancel")} unavailableBecause={why.cancel}>
        Cancel…
      </GuardedButton>
      {sheet === "pause" ? <PauseSheet onClose={close} subscriptionId={id} /> : null}
      {sheet === "resume" ? <ResumeSheet onClose={close} subscriptionId={id} /> : null}
      {sheet === "cancel" ? <CancelSubscriptionSheet onClose={close} subscriptionId={id} /> : null}
    </>
  );
}
