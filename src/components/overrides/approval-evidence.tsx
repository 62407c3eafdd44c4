import { Id } from "#components/ui/id.tsx";
import { Status } from "#components/ui/status.tsx";
import type { CommandDetail } from "#core/contracts/commands.ts";

type Evidence = CommandDetail["approvals"][number]["evidence"];

/** What a yes was given with, and whether that holds: checked from the stored bytes each time it is shown. */
export function ApprovalEvidence({ evidence }: { evidence: Evidence }) {
  if (evidence === null)
    return <span className="text-muted-foreground">From before signatures were kept.</span>;
  const { method, credentialId, algorithm, challenge, fault } = evidence;
  if (fault !== null)
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <Status tone="bad">Does not verify</Status>
        {fault}
      </span>
    );
  if (method === "totp")
    return (
      <span className="flex flex-wrap items-center gap-x-2 text-secondary-foreground">
        <Status tone="warn">One-time code</Status>
        It signs nothing: only its record can be checked.
      </span>
    );
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-secondary-foreground">
      <Status tone="ok">Signature verified</Status>
      {algorithm} by passkey {credentialId === null ? null : <Id value={credentialId} />} over{" "}
      <Id copyLabel="challenge" value={challenge} />
    </span>
  );
}
