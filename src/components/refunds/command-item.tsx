"use client";

import Link from "next/link";
import { kindWords } from "#components/overrides/command-kind-words.ts";
import { moneySentence } from "#components/overrides/command-state-words.ts";
import { CommandStatus } from "#components/overrides/command-status.tsx";
import { UndoButton } from "#components/overrides/undo-button.tsx";
import { moneyText } from "#components/ui/format-money.ts";
import { Id } from "#components/ui/id.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandSummary } from "#core/contracts/commands.ts";
import type { PaymentDetail } from "#core/contracts/payments.ts";
import { CancelRefundAction } from "./cancel-refund-action.tsx";
import { refundReasonTitle } from "./refund-reasons.ts";

interface CommandItemProps {
  command: CommandSummary;
  /** The refund that Stripe made for it, once it is known. */
  refund: PaymentDetail["refunds"][number] | null;
}

/** One request on the payment's page: how much, where it stands, who asked and why, and Undo while there is time. */
export function CommandItem({ command, refund }: CommandItemProps) {
  const { kind, targetId, amount, requester, reasonCode, note, state, notBefore } = command;
  return (
    <li className="grid gap-1 border-b px-3 py-2 last:border-b-0" data-command={command.id}>
      <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
        <CommandStatus command={command} />
        <Link
          className="rounded-sm font-medium text-primary hover:underline"
          href={`/overrides/${command.id}`}
        >
          {kindWords(kind).title(moneyText(amount.amountMinor, amount.currency), targetId)}
        </Link>
        {kind === "refund" ? (
          <span className="text-secondary-foreground">{refundReasonTitle(reasonCode)}</span>
        ) : null}
        {state === "held" && notBefore !== null ? (
          <span className="text-secondary-foreground">
            for <Time as="absolute" at={notBefore} />
          </span>
        ) : null}
        <span className="ml-auto inline-flex items-center gap-3 text-muted-foreground">
          {refund === null ? null : <Id copyLabel="refund" value={refund.id} />}
          <span>{requester.name}</span>
          <Time at={command.createdAt} />
          {refund === null ? null : <CancelRefundAction refund={refund} />}
          <UndoButton command={command} />
        </span>
      </div>
      <p className="text-meta text-secondary-foreground">{moneySentence(kind, state)}</p>
      {note === null ? null : (
        <p className="break-words text-meta text-muted-foreground">“{note}”</p>
      )}
    </li>
  );
}
