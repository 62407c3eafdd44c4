import type { CommandState, CommandSummary } from "#core/contracts/commands.ts";
import type { DisputeDetail, StagedEvidenceDto } from "#core/contracts/disputes.ts";

type Dispute = DisputeDetail["dispute"];

/** States in which a request may still come to something. */
const UNDER_WAY: ReadonlySet<CommandState> = new Set([
  "pending_approval",
  "held",
  "executing",
  "unknown",
  "needs_human",
  "accepted",
]);

/** Why nothing more can be asked for a dispute that a request is under way for; undefined while none is. */
export function whyUnderWay(commands: readonly CommandSummary[]): string | undefined {
  const open = commands.find(({ state }) => UNDER_WAY.has(state));
  if (open === undefined) return undefined;
  const what = open.kind === "dispute_accept" ? "accepted" : "answered";
  return `${open.requester.name} asked for it to be ${what}: that is under way.`;
}

/** Why the staged evidence cannot be submitted now; the server judges once more. */
export function whyNoSubmission(
  { dueAt }: Dispute,
  staged: Pick<StagedEvidenceDto, "open" | "versions"> | undefined,
  nowMs: number,
): string | undefined {
  if (staged === undefined) return "The staged evidence is being read.";
  if (!staged.open) return "The dispute takes no evidence now.";
  if (dueAt !== null && dueAt.getTime() <= nowMs) return "The time to answer is over.";
  const saysSomething = staged.versions[0] !== undefined && staged.versions[0].fields > 0;
  return saysSomething ? undefined : "Nothing is staged yet: save what is to be said first.";
}

/** Why the dispute cannot be accepted now; the server judges once more. */
export function whyNoAcceptance({ status, inquiry }: Dispute): string | undefined {
  if (status === "needs_response") return undefined;
  return inquiry
    ? "An inquiry cannot be accepted: a refund settles it."
    : "The dispute does not wait for our answer.";
}
