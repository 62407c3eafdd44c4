import type { VerdictDto } from "#core/contracts/refunds.ts";
import { invariant } from "#core/invariant.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { CommandKinds } from "./command-kind.ts";
import { type CommandRow, findPeople } from "./commands.repo.ts";
import { kindOf } from "./kind-of.ts";

/** The policy's verdict on a stored command with the facts of now: the requester's role of today, the charge as it is. */
export async function judgeAgain(
  tx: Transaction,
  runtime: Runtime,
  kinds: CommandKinds,
  command: CommandRow,
): Promise<VerdictDto> {
  const requester = (await findPeople(tx, [command.requesterId])).get(command.requesterId);
  invariant(requester, `the requester of command ${command.id} is not a person`);
  if (requester.disabledAt !== null) return gone(command);
  return await kindOf(kinds, command).judge(tx, runtime.scope, command, {
    role: requester.role,
    now: runtime.clock.now(),
  });
}

/** Who left the company sets nothing in motion any more, also not what was waiting. */
function gone({ policyVersion }: CommandRow): VerdictDto {
  return {
    kind: "deny",
    policyVersion,
    reasons: [{ rule: "requester.gone", text: "The person who asked for it may no longer act." }],
    approvals: 0,
    approverRoles: [],
  };
}
