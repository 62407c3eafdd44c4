import { invariant } from "#core/invariant.ts";
import type { CommandKind, CommandKinds, StripeKind } from "./command-kind.ts";
import type { CommandRow } from "./commands.repo.ts";

/** The kind that a stored command is of; a command of a kind nobody knows is a broken installation. */
export function kindOf(kinds: CommandKinds, command: CommandRow): CommandKind {
  const kind = kinds[command.kind];
  invariant(kind, `no kind of command is called ${command.kind}`);
  return kind;
}

/** The kind of a command that is sent to Stripe; only such a one is ever executing across transactions. */
export function stripeKindOf(kinds: CommandKinds, command: CommandRow): StripeKind {
  const kind = kindOf(kinds, command);
  invariant(kind.effect === "stripe", `a ${command.kind} is not sent to Stripe`);
  return kind;
}
