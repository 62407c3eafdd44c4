import type { CommandEntry } from "#core/contracts/command-history.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { findApprovals } from "./approvals.repo.ts";
import { findLoggedSteps, findPostedAt } from "./command-history.repo.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, findCommand, findPeople } from "./commands.repo.ts";
import { entryOf, OURS } from "./history-entry.ts";
import { kindOf } from "./kind-of.ts";
import { readDecision } from "./stored-decision.ts";

const MAX_STEPS = 500;

/**
 * The whole life of a command from the log, first step first: who did what, when and why; what the policy said of it; and
 * the journal that was posted for it. Throws NOT_FOUND.
 */
export async function readCommandHistory(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  commandId: string,
): Promise<CommandEntry[]> {
  const { db, scope } = runtime;
  const command = await findCommand(db, scope, commandId);
  if (!command) throw new DomainError("NOT_FOUND", { commandId });
  const logged = await findLoggedSteps(db, command.id, MAX_STEPS);
  const approvals = await findApprovals(db, command.id);
  const people = await findPeople(db, [
    ...logged.filter(({ actorKind }) => actorKind === "person").map(({ actorId }) => actorId),
    ...approvals.flatMap(({ onBehalfOf }) => onBehalfOf ?? []),
  ]);
  const told = businessTime(command, logged[0]?.at);
  const entries = logged.map((step) => entryOf(step, { people, at: told(step.at) }));
  const [asked, ...rest] = entries;
  const posted = await postedEntry(runtime, actor, kinds, command, told);
  return [...(asked ? [asked, judgedEntry(command)] : []), ...rest, ...posted];
}

/**
 * The log counts real time and screens business time; both run alike, and the command's own beginning is known in both.
 */
function businessTime(command: CommandRow, loggedFirst: Date | undefined): (at: Date) => Date {
  const offset = command.createdAt.getTime() - (loggedFirst ?? command.createdAt).getTime();
  return (at) => new Date(at.getTime() + offset);
}

function judgedEntry(command: CommandRow): CommandEntry {
  const { verdict } = readDecision(command.policyDecision);
  const needed = verdict.kind === "approval" ? [verdict.approverRoles.join(" or ")] : [];
  return {
    id: `${command.id}-judged`,
    at: command.createdAt,
    step: "judged",
    by: { ...OURS, name: "Policy" },
    to: null,
    reason: verdict.reasons.map(({ text }) => text).join(" "),
    facts: [
      { label: "Policy", value: verdict.policyVersion },
      ...needed.map((value) => ({ label: "Needs", value })),
    ],
    href: null,
  };
}

async function postedEntry(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  command: CommandRow,
  told: (at: Date) => Date,
): Promise<CommandEntry[]> {
  const { prediction } = await kindOf(kinds, command).describe(runtime, actor, command);
  const { journalId, state } = prediction;
  if (journalId === null) return [];
  const at = await findPostedAt(runtime.db, runtime.scope, journalId);
  if (at === null) return [];
  return [
    {
      id: `journal-${journalId}`,
      at: told(at),
      step: "posted",
      by: { ...OURS, name: "Ledger" },
      to: null,
      reason: null,
      facts: [
        { label: "Journal", value: journalId },
        ...(state === "equal" || state === "different"
          ? [{ label: "Prediction", value: state }]
          : []),
      ],
      href: `/ledger/journals/${journalId}`,
    },
  ];
}
