"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { usePermitted } from "#components/commands/command-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import type { KillSwitchDto } from "#core/contracts/operations.ts";
import { useTRPC } from "#trpc/client.tsx";
import { ControlSheet } from "./control-sheet.tsx";
import { coversWords } from "./covers-words.ts";
import { useAskControl } from "./use-ask-control.ts";

function TakeOffSheet({ on, onClose }: { on: KillSwitchDto; onClose: () => void }) {
  const trpc = useTRPC();
  const preview = useQuery(trpc.operations.previewOff.queryOptions({ switchId: on.id }));
  const asking = useAskControl(trpc.operations.requestOff.mutationOptions(), onClose);
  return (
    <ControlSheet
      commitLabel="Ask to take the stop off"
      description={`${coversWords(on.covers)}: “${on.reason}”`}
      error={asking.error}
      isSending={asking.isPending}
      onClose={onClose}
      onSend={({ commandId, note, previewHash }) =>
        asking.mutate({ commandId, note, previewHash, switchId: on.id })
      }
      preview={preview}
      title="Take the stop off"
    />
  );
}

/** How a switch is taken off: by asking, for those who may, and by another person's signature. */
export function TakeOff({ on }: { on: KillSwitchDto }) {
  const [isOpen, setIsOpen] = useState(false);
  const mayAsk = usePermitted("kill-switch:off");
  if (on.offCommandId !== null) {
    return (
      <p>
        <Link
          className="rounded-sm text-primary hover:underline"
          href={`/overrides/${on.offCommandId}`}
        >
          Its end waits for a second person
        </Link>
      </p>
    );
  }
  if (!mayAsk) {
    return (
      <p className="text-secondary-foreground">
        Finance, a manager or an admin can ask to take it off; another person signs.
      </p>
    );
  }
  return (
    <div>
      <Button onClick={() => setIsOpen(true)} size="sm">
        Take off…
      </Button>
      {isOpen ? <TakeOffSheet on={on} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
}
