import type { CommandDetail } from "#core/contracts/commands.ts";
import type { ProofDto } from "#core/contracts/credentials.ts";
import type { Actor } from "#core/roles.ts";
import {
  beginApproval,
  type CommandKinds,
  decideApproval,
  getCommand,
} from "#server/modules/commands/index.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { authenticatorOf } from "./people.ts";

/** What a decision is about, as it is on screen. */
export type Bound = Pick<CommandDetail, "version" | "paramsHash" | "previewHash" | "basisHash"> & {
  readonly commandId: string;
};

/** What the person's screen would send about this command now. */
export async function boundTo(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  commandId: string,
): Promise<Bound> {
  const read = await getCommand(runtime, actor, kinds, commandId);
  const { version, paramsHash, previewHash, basisHash } = read;
  return { commandId, version, paramsHash, previewHash, basisHash };
}

/** Begins an approval and signs it with the person's passkey, as their browser would. Throws what `beginApproval` throws. */
export async function sign(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  bound: Bound,
): Promise<ProofDto> {
  const { challengeId, challenge } = await beginApproval(runtime, actor, kinds, bound);
  const assertion = authenticatorOf(actor).assert(challenge);
  return { method: "passkey", challengeId, assertion };
}

/** A yes, signed with the person's passkey, or a no. Throws what either step throws. */
export async function decideWithPasskey(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  input: Bound & { readonly decision: "approved" | "rejected"; readonly note?: string },
) {
  const { decision, ...bound } = input;
  if (decision === "rejected")
    return await decideApproval(runtime, actor, kinds, { ...bound, decision });
  const proof = await sign(runtime, actor, kinds, bound);
  return await decideApproval(runtime, actor, kinds, { ...bound, decision, proof });
}
