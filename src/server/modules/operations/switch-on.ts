import type * as z from "zod/mini";
import type { StopsDto, stopOverridesInput } from "#core/contracts/operations.ts";
import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import { appendEvent } from "#server/platform/outbox/append-event.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { type CommandKinds, closeGate } from "../commands/index.ts";
import { coverable } from "./coverable.ts";
import { insertSwitch } from "./operations.repo.ts";
import { readStops } from "./read-stops.ts";

/**
 * Stops overrides, all or one kind: once this returns nothing more is claimed. What was being sent before is with Stripe.
 * One that covers the same and is on already stays the one. Out: what is stopped. Throws INVALID_INPUT for a kind that no
 * switch can cover.
 */
export async function stopOverrides(
  runtime: Runtime,
  actor: Actor,
  kinds: CommandKinds,
  { covers, reason }: z.infer<typeof stopOverridesInput>,
): Promise<StopsDto> {
  const { scope, clock } = runtime;
  if (!coverable(kinds).includes(covers))
    throw new DomainError("INVALID_INPUT", { field: "covers" });
  await runtime.db.transaction(async (tx) => {
    await closeGate(tx, scope);
    const row = { id: newId(), ...scope, covers, reason, onBy: actor.userId, onAt: clock.now() };
    const made = await insertSwitch(tx, row);
    if (made === null) return;
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "kill-switch.on",
      result: "done",
      resource: { type: "kill-switch", id: made.id },
      reason,
      details: { covers },
    });
    await appendEvent(tx, scope, {
      topic: "switch.changed",
      key: made.id,
      payload: { version: 1, what: "kill-switch", state: "on" },
    });
  });
  return await readStops(runtime);
}
