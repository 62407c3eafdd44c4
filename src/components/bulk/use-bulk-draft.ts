"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { signerRoles } from "#components/overrides/signer-words.ts";
import { useRefreshOverrides } from "#components/overrides/use-refresh-overrides.ts";
import { newCommandId } from "#components/refunds/new-command-id.ts";
import { useToast } from "#components/ui/toast.tsx";
import { BULK_LIMITS, type BulkTotal, type DryRun } from "#core/contracts/bulk.ts";
import type { RefundReason } from "#core/contracts/refunds.ts";
import { moneyWords } from "#core/money.ts";
import { saysTotal } from "#core/typed-total.ts";
import { useTRPC } from "#trpc/client.tsx";

/** What is asked for: changed, it must be tried again before it can be asked for. */
interface Tried {
  readonly commandId: string;
  readonly text: string;
  readonly reason: RefundReason;
}

/**
 * A bulk on its way: the paste and its reason, the dry run of just these, the totals as they are typed, and asking for it.
 * The intent's id is made once for each list that was tried.
 */
export function useBulkDraft(ids: readonly string[]) {
  const trpc = useTRPC();
  const [text, setText] = useState(ids.join("\n"));
  const [reason, setReason] = useState<RefundReason | null>(null);
  const [note, setNote] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState<Tried | null>(null);
  const trial = useMutation(trpc.bulk.preview.mutationOptions());
  const request = useBulkRequest();
  const isCurrent = tried?.text === text && tried.reason === reason;
  const run = isCurrent && !trial.isPending ? (trial.data ?? null) : null;
  const cannotTry = whyNotTry(text, reason);
  const cannotAsk = whyNotAsk({ run, note, typed });
  return {
    text,
    setText,
    reason,
    setReason,
    note,
    setNote,
    typed,
    type: (currency: string, value: string) => setTyped({ ...typed, [currency]: value }),
    run,
    isTrying: trial.isPending,
    tryError: isCurrent ? trial.error : null,
    cannotTry,
    dryRun: () => {
      if (reason === null || cannotTry !== undefined || trial.isPending) return;
      const next = { commandId: newCommandId(), text, reason };
      setTried(next);
      setTyped({});
      trial.mutate(next);
    },
    cannotAsk,
    isAsking: request.isPending,
    askError: request.error,
    ask: () => {
      const previewHash = run?.preview?.previewHash;
      if (tried === null || previewHash === undefined) return;
      if (cannotAsk !== undefined || request.isPending) return;
      const said = run?.totals.map(({ amount }) => typed[amount.currency] ?? "") ?? [];
      request.mutate({ ...tried, note: note.trim(), typed: said, previewHash });
    },
  };
}

export type BulkDraft = ReturnType<typeof useBulkDraft>;

/** Asks for it and opens its page. */
function useBulkRequest() {
  const trpc = useTRPC();
  const router = useRouter();
  const { toast } = useToast();
  const refresh = useRefreshOverrides();
  return useMutation(
    trpc.bulk.request.mutationOptions({
      onSuccess: ({ id, verdict }) => {
        toast({
          title: "Approval asked for",
          description: `No money has moved. Waits for ${signerRoles(verdict)}.`,
          tone: "pend",
        });
        router.push(`/bulk/${id}`);
      },
      onSettled: refresh,
    }),
  );
}

function whyNotTry(text: string, reason: RefundReason | null): string | undefined {
  if (text.trim() === "") return "Paste the ids of payments or charges first.";
  // Not cut off by the field itself: nobody would see which rows are gone.
  if (text.length > BULK_LIMITS.characters)
    return "That is more text than one bulk may have. Split the list.";
  return reason === null ? "Choose the reason first." : undefined;
}

function whyNotAsk(state: {
  run: DryRun | null;
  note: string;
  typed: Readonly<Record<string, string>>;
}): string | undefined {
  const { run, note, typed } = state;
  if (run === null) return "Run it dry first.";
  if (run.preview === null) return "Nothing of this list can be refunded.";
  if (run.preview.verdict.kind === "deny")
    return run.preview.verdict.reasons[0]?.text ?? "Forbidden by policy.";
  const missing = run.totals.find((total) => !isTyped(total, typed));
  if (missing) return `Type the total first: ${moneyWords(missing.amount)}.`;
  return note.trim() === "" ? "Write why, for who signs and who audits." : undefined;
}

/** Whether a total stands just so in its field. */
export function isTyped({ amount }: BulkTotal, typed: BulkDraft["typed"]): boolean {
  return saysTotal(typed[amount.currency] ?? "", amount);
}
