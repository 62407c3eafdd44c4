"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { errorMessageOf } from "#components/layout/api-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { GuardedButton } from "#components/ui/guarded-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { RECONCILIATION_LEVELS, type ReconciliationLevel } from "#core/break-types.ts";
import { useTRPC } from "#trpc/client.tsx";
import { LEVELS, levelsText } from "./run-words.ts";

/** Asks for a run and says so; the list shows it as soon as it stands there. */
function useWantRun(onAsked: () => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { toast } = useToast();
  return useMutation(
    trpc.reconciliation.runs.want.mutationOptions({
      onSuccess: (run) => {
        onAsked();
        toast({ title: `A run of ${levelsText(run.levels)} is asked for`, tone: "info" });
        void client.invalidateQueries({ queryKey: trpc.reconciliation.pathKey() });
      },
      onError: (error) => {
        const { sentence, next } = errorMessageOf(error);
        toast({ title: sentence, description: next, tone: "bad" });
      },
    }),
  );
}

function LevelChoice({
  chosen,
  onChange,
}: {
  chosen: readonly ReconciliationLevel[];
  onChange: (levels: readonly ReconciliationLevel[]) => void;
}) {
  return (
    <fieldset className="grid">
      <legend className="sr-only">Levels</legend>
      {LEVELS.map((level) => (
        <Checkbox
          checked={chosen.includes(level)}
          className="min-h-7"
          key={level}
          label={
            <>
              <span className="num text-muted-foreground">{level}</span>{" "}
              {RECONCILIATION_LEVELS[level].split(": ")[0]}
            </>
          }
          onChange={() =>
            onChange(
              chosen.includes(level) ? chosen.filter((one) => one !== level) : [...chosen, level],
            )
          }
        />
      ))}
    </fieldset>
  );
}

/** "Run now" with the levels it shall compare; for those who may ask for runs. */
export function RunNow() {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly ReconciliationLevel[]>(LEVELS);
  const want = useWantRun(() => setOpen(false));
  if (!usePermitted("reconciliation:run")) return null;
  return (
    <Popover
      label="Run reconciliation"
      onOpenChange={setOpen}
      open={open}
      trigger={
        <Button variant="primary">
          <Play aria-hidden="true" />
          Run now
        </Button>
      }
    >
      <div className="grid gap-2">
        <LevelChoice chosen={chosen} onChange={setChosen} />
        <GuardedButton
          onClick={() => want.mutate({ levels: [...chosen] })}
          unavailableBecause={
            chosen.length === 0
              ? "Choose at least one level"
              : want.isPending
                ? "Asking for it"
                : undefined
          }
          variant="primary"
        >
          {chosen.length === 0 ? "Run" : `Run ${levelsText(chosen)}`}
        </GuardedButton>
      </div>
    </Popover>
  );
}
