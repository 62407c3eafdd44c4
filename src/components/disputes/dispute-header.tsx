"use client";

import { useCommands } from "#components/commands/use-commands.ts";
import { Id } from "#components/ui/id.tsx";
import { Money } from "#components/ui/money.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Time } from "#components/ui/time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { DisputeDetail } from "#core/contracts/disputes.ts";
import { DisputeActions } from "./dispute-actions.tsx";
import { DisputeStatus } from "./dispute-status.tsx";
import { reasonTitle } from "./dispute-words.ts";

/** Head of a dispute: how much, how it stands, why, and since when. */
export function DisputeHeader({ dispute }: Pick<DisputeDetail, "dispute">) {
  const { toast } = useToast();
  useCommands("dispute", {
    "dispute.copy-id": () => {
      navigator.clipboard.writeText(dispute.id).then(
        () => toast({ title: "Dispute id copied" }),
        () => toast({ title: "The id could not be copied", tone: "bad" }),
      );
    },
  });
  return (
    <PageHeader
      actions={<DisputeActions dispute={dispute} />}
      aside={<DisputeStatus status={dispute.status} />}
      description={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Id copyLabel="dispute" value={dispute.id} />
          <span>{reasonTitle(dispute.reason)}</span>
          <span>
            {dispute.inquiry ? "asked" : "opened"} <Time as="absolute" at={dispute.createdAt} />
          </span>
        </span>
      }
      title={<Money {...dispute.amount} />}
    />
  );
}
