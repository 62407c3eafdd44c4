export { cancelCommand } from "./cancel-command.ts";
export type { CommandExecutor } from "./command-executor.ts";
export type {
  BooksKind,
  Circumstances,
  CommandKinds,
  Effect,
  InboxTrace,
  StripeKind,
} from "./command-kind.ts";
export { type CommandRow, findCommand, lockCommand } from "./commands.repo.ts";
export { comparePrediction } from "./compare-prediction.ts";
export { decideApproval } from "./decide-approval.ts";
export { executeDueCommand } from "./execute-due-command.ts";
export { expireApprovals } from "./expire-approvals.ts";
export { getCommand } from "./get-command.ts";
export { type Settlement, settleCommand } from "./settle-command.ts";
export { settleWaiting } from "./settle-waiting.ts";
export { readDecision } from "./stored-decision.ts";
export { submitCommand } from "./submit-command.ts";
export { summarise } from "./summarise-command.ts";
export {
  lockPersonVelocity,
  lockVelocity,
  sumMoved,
  type VelocitySubjects,
} from "./velocity.repo.ts";
