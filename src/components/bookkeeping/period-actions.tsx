"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { PeriodDetail } from "#core/contracts/bookkeeping.ts";
import { type ApiError, useTRPC } from "#trpc/client.tsx";
import { periodLimits } from "./period-limits.ts";
import { monthName } from "./period-words.ts";

const CloseSheet = dynamic(() => import("./close-sheet.tsx").then((m) => m.CloseSheet));

/** Lock, unlock and close for who may; nothing for everybody else. */
export function PeriodActions({ period }: { period: PeriodDetail }) {
  return usePermitted("books:change") ? <Actions period={period} /> : null;
}

function useLock(month: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { toast } = useToast();
  const handlers = {
    onError: (error: ApiError) => {
      const { sentence, next } = errorMessageOf(error);
      const why = error.data?.facts["why"];
      toast({ title: sentence, description: typeof why === "string" ? why : next, tone: "bad" });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.bookkeeping.pathKey() }),
  };
  const lock = useMutation(trpc.bookkeeping.lock.mutationOptions(handlers));
  const unlock = useMutation(trpc.bookkeeping.unlock.mutationOptions(handlers));
  return {
    isPending: lock.isPending || unlock.isPending,
    lock: (onDone: () => void) => lock.mutate({ month }, { onSettled: onDone }),
    unlock: (onDone: () => void) => unlock.mutate({ month }, { onSettled: onDone }),
  };
}

function Actions({ period }: { period: PeriodDetail }) {
  const { month } = period;
  const [open, setOpen] = useState<"lock" | "unlock" | "close" | null>(null);
  const { isPending, lock, unlock } = useLock(month);
  const limits = periodLimits(period);
  const done = () => setOpen(null);
  const isLocked = period.state === "locked";
  if (period.state === "closed") return null;
  return (
    <div className="flex flex-wrap gap-2" data-print="hide">
      {isLocked ? (
        <GuardedButton onClick={() => setOpen("unlock")} unavailableBecause={limits.unlock}>
          Unlock…
        </GuardedButton>
      ) : (
        <GuardedButton
          onClick={() => setOpen("lock")}
          unavailableBecause={limits.lock}
          variant={limits.lock === undefined ? "primary" : "secondary"}
        >
          Lock…
        </GuardedButton>
      )}
      <GuardedButton
        onClick={() => setOpen("close")}
        unavailableBecause={limits.close}
        variant={limits.close === undefined ? "primary" : "secondary"}
      >
        Close month…
      </GuardedButton>
      <ConfirmDialog
        commitLabel={`Lock ${monthName(month)}`}
        consequence="What Stripe tells late of it counts for the next month from now on. It can be unlocked until its closing is signed."
        onCommit={() => lock(done)}
        onOpenChange={(isOpen) => (isOpen ? undefined : done())}
        open={open === "lock"}
        pending={isPending}
        title={`Lock ${monthName(month)}`}
      />
      <ConfirmDialog
        commitLabel={`Unlock ${monthName(month)}`}
        consequence="Entries may be dated into it again, and a request to close it is void."
        onCommit={() => unlock(done)}
        onOpenChange={(isOpen) => (isOpen ? undefined : done())}
        open={open === "unlock"}
        pending={isPending}
        title={`Unlock ${monthName(month)}`}
      />
      {open === "close" ? <CloseSheet month={month} onClose={done} /> : null}
    </div>
  );
}
