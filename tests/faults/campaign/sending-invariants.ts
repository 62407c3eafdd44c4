import type { Evidence } from "./evidence.ts";
import { commandOf } from "./shop.ts";
import { harms, type Invariant } from "./violation.ts";

const HOUR_MS = 3_600_000;
/** Stripe keeps keys for 24 hours; ours are repeated for 23, which leaves an hour for a clock that is wrong. */
const REPEATED_FOR_MS = 23 * HOUR_MS;

/** No key was ever sent with two different bodies (I9). */
export const oneKeyOneBody: Invariant = ({ sent }) => {
  const bodies = Map.groupBy(sent, ({ key }) => key);
  return harms(
    "other",
    [...bodies]
      .filter(([, requests]) => new Set(requests.map(({ form }) => form)).size > 1)
      .map(([key]) => `${key} was sent with different bodies`),
  );
};

/** A request is not repeated when Stripe may have forgotten its key (I10). */
export const neverSentLate: Invariant = ({ sent, memory }) => {
  const longest = memory.skewed ? REPEATED_FOR_MS + HOUR_MS : REPEATED_FOR_MS;
  const byKey = Map.groupBy(sent, ({ key }) => key);
  return harms(
    "other",
    [...byKey].flatMap(([key, requests]) => {
      const times = requests.map(({ atMs }) => atMs);
      const span = Math.max(...times) - Math.min(...times);
      return span > longest ? [`${key} was sent again ${span / HOUR_MS} hours later`] : [];
    }),
  );
};

/** What a person undid or refused, and saw undone or refused, never reached Stripe. */
export const calledOffIsNeverSent: Invariant = ({ sent, memory }) =>
  harms(
    "other",
    [...new Set(sent.map(({ key }) => commandOf(key) ?? ""))]
      .filter((id) => memory.calledOff.has(id))
      .map((id) => `command ${id} was called off and sent`),
  );

/** What needed other people had as many, for this request and this preview, before it was sent (I13). */
export const signedBeforeSent: Invariant = ({ commands, approvals, sent }) => {
  const ids = new Set(sent.map(({ key }) => commandOf(key)));
  return harms(
    "other",
    commands
      .filter(({ id, verdict }) => ids.has(id) && verdict.kind !== "allow")
      .flatMap((command) => {
        const signers = new Set(
          approvals
            .filter((approval) => isSignature(approval, command))
            .map((one) => one.approverId),
        );
        return signers.size >= Math.max(1, command.verdict.approvals)
          ? []
          : [`command ${command.id} was sent with ${signers.size} signatures`];
      }),
  );
};

function isSignature(
  approval: Evidence["approvals"][number],
  command: Evidence["commands"][number],
): boolean {
  return (
    approval.commandId === command.id &&
    approval.decision === "approved" &&
    approval.approverId !== command.requesterId &&
    approval.paramsHash === command.paramsHash &&
    approval.previewHash === command.previewHash
  );
}

/** An attempt has an outcome, unless its process was lost; then a later entry of the log says what was learned instead. */
export const attemptsEnd: Invariant = ({ attempts, audits }) =>
  harms(
    "other",
    attempts
      .filter(({ outcome }) => outcome === null)
      .filter(({ commandId, n }) => !isTakenOver(audits, commandId, n))
      .map(({ commandId, n }) => `attempt ${n} of command ${commandId} has no outcome`),
  );

/** After the attempt began, the log says that its executor is gone, or somebody else brought what became of it. */
function isTakenOver(
  audits: Parameters<Invariant>[0]["audits"],
  commandId: string,
  n: number,
): boolean {
  const own = audits.filter((audit) => audit.commandId === commandId);
  const began = own.findIndex(
    ({ action, details }) => action === "command.sent" && details["attempt"] === n,
  );
  return own.slice(began + 1).some(({ details }) => details["event"] !== undefined);
}
