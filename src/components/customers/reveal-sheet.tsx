"use client";

import { cardNumberProblem } from "#components/notes/card-number-problem.ts";
import { TextSheet } from "#components/ui/text-sheet.tsx";
import type { Revealed } from "./use-revealed.ts";

interface RevealSheetProps {
  customerId: string;
  revealed: Revealed;
  onClose: () => void;
}

/** Asks why somebody wants to know who a customer is; the reason is kept with who asked and when. */
export function RevealSheet({ customerId, revealed, onClose }: RevealSheetProps) {
  const close = () => {
    revealed.forgetError();
    onClose();
  };
  const { error } = revealed;
  return (
    <TextSheet
      commitLabel="Show for a minute"
      description={`Name, e-mail and phone of ${customerId}`}
      error={error && `${error.sentence} ${error.next}`}
      hint="Auditors read it, with your name. For example: the customer is on the phone."
      label="Reason"
      onClose={close}
      onCommit={(reason) => revealed.reveal(reason, close)}
      pending={revealed.isPending}
      problemOf={cardNumberProblem}
      title="Show personal data"
    />
  );
}
