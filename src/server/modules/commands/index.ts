export { evidenceOf } from "./approval-evidence.ts";
export { mayStandIn } from "./approval-mandate.policy.ts";
export { findAttempts } from "./attempts.repo.ts";
export { beginApproval } from "./begin-approval.ts";
export { breakGlassMessage, readBreakGlassMessage } from "./break-glass-message.ts";
export { cancelCommand, withdrawCommand } from "./cancel-command.ts";
export { checkEvidence } from "./check-evidence.ts";
export { type BreakerNow, findBreaker } from "./circuit-breaker.repo.ts";
export type { CommandExecutor } from "./command-executor.ts";
export type {
  BooksKind,
  Circumstances,
  CommandKinds,
  Effect,
  InboxTrace,
  StripeKind,
} from "./command-kind.ts";
export {
  type CommandRow,
  findCommand,
  findPeople,
  findPeopleOfRoles,
  lockCommand,
  type PersonLine,
} from "./commands.repo.ts";
export { personDto } from "./commands.views.ts";
export { comparePrediction } from "./compare-prediction.ts";
export { decideApproval } from "./decide-approval.ts";
export { disproveCommand } from "./disprove-command.ts";
export { findNextDueInMs } from "./due-commands.repo.ts";
export { type Evidence, evidenceHash, evidenceSchema } from "./evidence.ts";
export { executeDueCommand, startDueCommand } from "./execute-due-command.ts";
export { withheldKinds } from "./execution-gate.ts";
export { expireApprovals } from "./expire-approvals.ts";
export { exportEvidence } from "./export-evidence.ts";
export { getCommand } from "./get-command.ts";
export { closeGate, findOpenSwitches, type KillSwitchRow } from "./kill-switches.repo.ts";
export { listStuckCommands } from "./list-stuck-commands.ts";
export { lookForEffect } from "./look-for-effect.ts";
export { remindApprovers } from "./remind-approvers.ts";
export { type Settlement, settleCommand } from "./settle-command.ts";
export { settleWaiting } from "./settle-waiting.ts";
export { readDecision } from "./stored-decision.ts";
export { type Requester, submitCommand } from "./submit-command.ts";
export { summarise } from "./summarise-command.ts";
export {
  lockPersonVelocity,
  lockVelocity,
  sumMoved,
  type VelocitySubjects,
} from "./velocity.repo.ts";
export { type CheckedApproval, verifyApprovals } from "./verify-approvals.ts";
