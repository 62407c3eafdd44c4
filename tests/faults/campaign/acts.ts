import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import { commandKinds } from "#server/deps.ts";
import { cancelCommand } from "#server/modules/commands/index.ts";
import { boundTo, decideWithPasskey } from "#tests/support/approve.ts";
import { ask, nth } from "./ask.ts";
import type { Act } from "./plan.ts";
import type { Stage } from "./stage.ts";
import { subjectOf } from "./subjects.ts";

/** Does one act of a plan; what the console or Stripe refuses is an outcome like any other. */
export async function perform(stage: Stage, act: Act, commandId: string): Promise<void> {
  const { shop, memory } = stage;
  switch (act.do) {
    case "ask":
      return await ask(stage, act, commandId);
    case "undo":
      return await undo(stage, act.pick);
    case "decide":
      return await decide(stage, act);
    case "dashboard": {
      const target = nth(shop.targets, act.target);
      memory.touchedOutside.add(target.objectId);
      return await subjectOf(target.subject).outside(shop.stripe, target, act.amount);
    }
    case "leave": {
      const { userId } = nth(shop.people, act.person);
      memory.gone.add(userId);
      memory.faults.push("a person left");
      await shop.owner.prisma.person.update({
        where: { id: userId },
        data: { disabledAt: new Date() },
      });
    }
  }
}

async function undo({ shop, memory }: Stage, pick: number): Promise<void> {
  const open = await shop.owner.prisma.command.findMany({
    where: { state: { in: ["held", "pending_approval"] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  if (open.length === 0) return;
  const { id: commandId, version, requesterId } = nth(open, pick);
  const actor = shop.people.find(({ userId }) => userId === requesterId);
  if (actor === undefined || memory.gone.has(requesterId)) return;
  const done = await unlessRefused(() =>
    cancelCommand(shop.web, actor, commandKinds, { commandId, version }),
  );
  if (done) memory.calledOff.add(commandId);
}

async function decide(stage: Stage, act: Extract<Act, { do: "decide" }>): Promise<void> {
  const waiting = await findWaiting(stage);
  const actor = nth(stage.shop.people, act.person);
  if (waiting.length === 0 || stage.memory.gone.has(actor.userId)) return;
  await decideOne(stage, actor, nth(waiting, act.pick).id, act.yes);
}

/** What waits for another person, oldest first. */
export function findWaiting({ shop }: Stage): Promise<{ id: string }[]> {
  return shop.owner.prisma.command.findMany({
    where: { state: "pending_approval" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
}

/** One person's yes or no to what they see. Out: whether it was accepted. */
export async function decideOne(
  { shop, memory }: Stage,
  actor: Actor,
  commandId: string,
  yes: boolean,
): Promise<boolean> {
  const done = await unlessRefused(async () => {
    const seen = await boundTo(shop.web, actor, commandKinds, commandId);
    const decision = yes ? "approved" : "rejected";
    await decideWithPasskey(shop.web, actor, commandKinds, { ...seen, decision });
  });
  if (done && !yes) memory.calledOff.add(commandId);
  return done;
}

/** A refusal, or a database that was away for a moment, is an answer too. */
async function unlessRefused(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof DomainError || isConnectionTrouble(error)) return false;
    throw error;
  }
}

function isConnectionTrouble(error: unknown): boolean {
  return error instanceof Error && error.constructor.name.startsWith("PrismaClient");
}
