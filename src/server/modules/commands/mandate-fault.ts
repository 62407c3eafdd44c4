import { canonicalJson } from "#core/canonical-json.ts";
import type { ApprovalMessage } from "./approval-message.ts";
import type { ApprovalRecord } from "./approval-signatures.repo.ts";
import { readBreakGlassMessage } from "./break-glass-message.ts";
import { checkEvidence } from "./check-evidence.ts";
import { evidenceSchema } from "./evidence.ts";

/** Why an approval in another right than one's own does not stand. */
export type MandateFault =
  | "signed in another right than it says"
  | "no delegation held"
  | "no break-glass was open";

interface Held {
  readonly from: Date;
  readonly until: Date;
  readonly endedAt: Date | null;
}

const heldAt = ({ from, until, endedAt }: Held, at: Date): boolean =>
  from <= at && until > at && (endedAt === null || endedAt > at);

/** The right that was signed must be the one that the row names, and must have held at the real instant `at`; null when so. */
export function mandateFault(
  record: Pick<ApprovalRecord, "approval" | "delegation" | "breakGlass">,
  message: ApprovalMessage,
  at: Date,
): MandateFault | null {
  const { delegationId, onBehalfOf, breakGlassId, actingRole: role } = record.approval;
  const delegated = delegationId && { by: "delegation", delegationId, onBehalfOf, role };
  const written = breakGlassId ? { by: "break-glass", breakGlassId, role } : delegated;
  const signed = message.version === 1 ? null : message.mandate;
  if (canonicalJson(written) !== canonicalJson(signed))
    return "signed in another right than it says";
  if (signed?.by === "delegation") return hadDelegation(record, at) ? null : "no delegation held";
  if (signed?.by === "break-glass")
    return hadBreakGlass(record, at) ? null : "no break-glass was open";
  return null;
}

function hadDelegation(
  { approval, delegation }: Pick<ApprovalRecord, "approval" | "delegation">,
  at: Date,
): boolean {
  if (delegation === null) return false;
  const { delegateId, delegatorId, startsAt: from, endsAt: until, endedAt } = delegation;
  const isTheirs = delegateId === approval.approverId && delegatorId === approval.onBehalfOf;
  return isTheirs && heldAt({ from, until, endedAt }, at);
}

/** The opening is signed evidence of its own: by this approver, for this reason, and for no longer than it says. */
function hadBreakGlass(
  { approval, breakGlass }: Pick<ApprovalRecord, "approval" | "breakGlass">,
  at: Date,
): boolean {
  if (breakGlass === null) return false;
  const { openedBy, openedAt: from, expiresAt: until, endedAt } = breakGlass;
  if (openedBy !== approval.approverId || !heldAt({ from, until, endedAt }, at)) return false;
  const evidence = evidenceSchema.safeParse(JSON.parse(breakGlass.evidence));
  if (!evidence.success || checkEvidence(evidence.data) !== null) return false;
  const message = readBreakGlassMessage(evidence.data.message);
  return (
    evidence.data.method === "passkey" &&
    message?.breakGlassId === breakGlass.id &&
    message.personId === openedBy &&
    message.reason === breakGlass.reason &&
    message.incident === breakGlass.incident &&
    until.getTime() - from.getTime() <= message.minutes * 60_000
  );
}
