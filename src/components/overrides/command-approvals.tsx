import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";

/** Who said yes or no, when, and in which words; or whose word is missing. */
export function CommandApprovals({ command }: { command: CommandDetail }) {
  const { approvals, verdict } = command;
  if (approvals.length === 0) {
    const waiting = command.state === "pending_approval";
    const roles = verdict.approverRoles.join(" or ");
    return (
      <p className="text-secondary-foreground">
        {waiting ? `Waits for ${roles}.` : "Nobody else had to sign, or nobody did."}
      </p>
    );
  }
  return (
    <ul className="grid gap-2">
      {approvals.map(({ approver, decision, note, at }) => (
        <li className="grid gap-0.5" key={approver.id}>
          <span className="flex flex-wrap items-center gap-x-2">
            <Status tone={decision === "approved" ? "ok" : "bad"}>
              {decision === "approved" ? "Approved" : "Rejected"}
            </Status>
            {approver.name} ({approver.role})
            <span className="text-muted-foreground">
              <Time at={at} />
            </span>
          </span>
          {note === null ? null : (
            <span className="break-words text-secondary-foreground">“{note}”</span>
          )}
        </li>
      ))}
    </ul>
  );
}
