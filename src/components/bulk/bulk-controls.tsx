"use client";

import { useState } from "react";
import { ApiErrorPanel } from "#components/layout/api-error.tsx";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { BulkDetail, BulkState } from "#core/contracts/bulk.ts";
import { rowsText, totalsText } from "./bulk-words.ts";
import { type BulkControl, useBulkControl } from "./use-bulk-control.ts";

const OFFERED: Partial<Record<BulkState, readonly BulkControl[]>> = {
  canary: ["pause", "stop"],
  running: ["pause", "stop"],
  waiting: ["release", "stop"],
  paused: ["resume", "stop"],
};

interface Words {
  readonly button: string;
  readonly variant: NonNullable<ButtonProps["variant"]>;
  readonly title: (rest: string) => string;
  readonly consequence: string;
  readonly commit: (rest: string) => string;
}

const WORDS: Readonly<Record<BulkControl, Words>> = {
  pause: {
    button: "Pause…",
    variant: "secondary",
    title: (rest) => `Pause with ${rest} to go`,
    consequence:
      "Nothing more goes out until somebody lets it go on. What is at Stripe is answered.",
    commit: () => "Pause",
  },
  resume: {
    button: "Resume…",
    variant: "primary",
    title: (rest) => `Resume with ${rest} to go`,
    consequence: "The next rows go out. What Stripe has taken cannot be taken back.",
    commit: (rest) => `Send ${rest}`,
  },
  release: {
    button: "Let the rest go…",
    variant: "primary",
    title: (rest) => `Let ${rest} go`,
    consequence:
      "The first rows are answered, as the list below says. What Stripe has taken cannot be taken back.",
    commit: (rest) => `Send ${rest}`,
  },
  stop: {
    button: "Stop the rest…",
    variant: "secondary",
    title: (rest) => `Stop ${rest}`,
    consequence:
      "What was not sent is taken back for good; a new bulk would have to be asked for. What was sent stays sent.",
    commit: (rest) => `Stop ${rest}`,
  },
};

/** What one may do with a bulk as it stands; nothing for those who only look. */
export function BulkControls({ bulk }: { bulk: BulkDetail }) {
  const offered = bulk.canControl ? (OFFERED[bulk.state] ?? []) : [];
  return offered.map((control) => <ControlButton bulk={bulk} control={control} key={control} />);
}

function ControlButton({ bulk, control }: { bulk: BulkDetail; control: BulkControl }) {
  const [isOpen, setOpen] = useState(false);
  const asking = useBulkControl(control, () => setOpen(false));
  const { button, variant, title, consequence, commit } = WORDS[control];
  const count = bulk.rest.reduce((sum, { rows }) => sum + rows, 0);
  const rest = `${rowsText(count, "refund")} of ${totalsText(bulk.rest)}`;
  const send = () => asking.mutate({ bulkId: bulk.id });
  return (
    <>
      <Button onClick={() => setOpen(true)} variant={variant}>
        {button}
      </Button>
      <ConfirmDialog
        commitLabel={commit(rest)}
        consequence={consequence}
        onCommit={send}
        onOpenChange={setOpen}
        open={isOpen}
        pending={asking.isPending}
        title={title(rest)}
        variant={control === "stop" ? "danger" : "primary"}
      >
        {asking.error ? <ApiErrorPanel error={asking.error} /> : null}
      </ConfirmDialog>
    </>
  );
}
