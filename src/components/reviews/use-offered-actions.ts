"use client";

import { usePermitted } from "#components/commands/command-provider.tsx";
import { useCommands } from "#components/commands/use-commands.ts";
import type { CaseDetail } from "#core/contracts/reviews.ts";
import type { CaseAction } from "./case-actions-bar.tsx";

type Runs = Readonly<Record<"clear" | "refund" | "escalate" | "claim" | "note", () => void>>;

function whyNot(detail: CaseDetail): string | undefined {
  if (detail.state === "closed") return "This case is closed.";
  if (detail.claimedBy && !detail.mine) return `${detail.claimedBy.name} has claimed this case.`;
  return undefined;
}

interface Offer extends CaseAction {
  readonly command:
    | "case.clear"
    | "case.refund"
    | "case.escalate"
    | "case.assign-to-me"
    | "case.note";
  /** Whether the role knows the action at all. */
  readonly isKnown: boolean;
}

/** The actions of this person on this case, bound to their keys too; what the role does not have is not shown. */
export function useOfferedActions(detail: CaseDetail, runs: Runs): readonly CaseAction[] {
  const mayWork = usePermitted("case:work");
  const mayDecide = usePermitted("case:decide");
  const mayRefund = usePermitted("refund:request");
  const offers = offersOf(detail, runs, { mayWork, mayDecide, mayRefund }).filter(
    (offer) => offer.isKnown,
  );
  useCommands(
    "queue",
    Object.fromEntries(
      offers.map(({ command, run, unavailableBecause }) => [command, { run, unavailableBecause }]),
    ),
  );
  return offers;
}

interface Held {
  readonly mayWork: boolean;
  readonly mayDecide: boolean;
  readonly mayRefund: boolean;
}

function offersOf(detail: CaseDetail, runs: Runs, held: Held): readonly Offer[] {
  const blocked = whyNot(detail);
  const undecidable = blocked ?? detail.decide.why ?? undefined;
  const isEscalated = detail.state === "escalated";
  return [
    {
      command: "case.clear",
      label: "Clear",
      keys: "1",
      run: runs.clear,
      unavailableBecause: undecidable,
      isMain: true,
      isKnown: held.mayDecide,
    },
    {
      command: "case.refund",
      label: "Refund…",
      keys: "2",
      run: runs.refund,
      unavailableBecause: undecidable,
      isKnown: held.mayRefund && detail.subjectType === "payment",
    },
    {
      command: "case.escalate",
      label: "Escalate…",
      keys: "3",
      run: runs.escalate,
      unavailableBecause: blocked ?? (isEscalated ? "This case is escalated already." : undefined),
      isKnown: held.mayWork,
    },
    {
      command: "case.assign-to-me",
      label: "Claim",
      keys: "i",
      run: runs.claim,
      unavailableBecause: blocked,
      isKnown: held.mayWork && !detail.mine,
    },
    {
      command: "case.note",
      label: "Note",
      keys: "n",
      run: runs.note,
      unavailableBecause: undefined,
      isKnown: held.mayWork,
    },
  ];
}
