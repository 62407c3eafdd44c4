import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";
import { ApprovalEvidence } from "./approval-evidence.tsx";
import { mandateWords } from "./mandate-words.ts";
import { signerRoles } from "./signer-words.ts";

function whyUnsigned({ state, verdict, bulkId }: CommandDetail): string {
  if (bulkId !== null && state !== "pending_approval") return "Signed as a row of its bulk.";
  if (verdict.kind !== "approval") return "No second signature was needed.";
  if (state === "pending_approval") return `Waits for ${signerRoles(verdict)}.`;
  return "Nobody signed.";
}

/** Who said yes or no, when, and in which words; or whose word is missing. */
export function CommandApprovals({ command }: { command: CommandDetail }) {
  const { approvals } = command;
  if (approvals.length === 0) {
    return <p className="text-secondary-foreground">{whyUnsigned(command)}</p>;
  }
  return (
    <ul className="grid gap-2">
      {approvals.map(({ approver, mandate, decision, note, at, evidence }) => (
        <li className="grid gap-0.5" key={`${approver.id} ${at.toISOString()}`}>
          <span className="flex flex-wrap items-center gap-x-2">
            <Status tone={decision === "approved" ? "ok" : "bad"}>
              {decision === "approved" ? "Approved" : "Rejected"}
            </Status>
            {approver.name} ({approver.role})
            {mandate === null ? null : <span>, {mandateWords(mandate)}</span>}
            <span className="text-muted-foreground">
              <Time at={at} />
            </span>
          </span>
          {note === null ? null : (
            <span className="break-words text-secondary-foreground">“{note}”</span>
          )}
          {decision === "approved" ? <ApprovalEvidence evidence={evidence} /> : null}
        </li>
      ))}
    </ul>
  );
}
