import { DomainError } from "#core/errors.ts";
import type { Actor } from "#core/roles.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor } from "../audit/index.ts";
import { type MovedBreak, moveBreak } from "../reconciliation/index.ts";
import { findFinancePeople, findStoredBreak } from "./breaks.repo.ts";

interface OnBreak {
  readonly breakId: string;
  readonly version: number;
}

/**
 * Gives a break to somebody of finance. One that is being investigated or has a change proposed keeps its state.
 * Throws INVALID_INPUT for a person who may not work on it, and what `moveBreak` throws.
 */
export async function assignBreak(
  runtime: Runtime,
  actor: Actor,
  { breakId, version, personId }: OnBreak & { personId: string },
): Promise<MovedBreak> {
  return await runtime.db.transaction(async (tx) => {
    const people = await findFinancePeople(tx);
    const person = people.find(({ id }) => id === personId);
    if (!person) throw new DomainError("INVALID_INPUT", { field: "personId" });
    const found = await findStoredBreak(tx, runtime.scope, breakId);
    const isFresh = found?.state === "open" || found?.state === "assigned";
    return await moveBreak(tx, runtime.scope, breakId, {
      to: isFresh ? "assigned" : null,
      ...by(runtime, actor),
      ownerId: personId,
      version,
      note: personId === actor.userId ? "Took it." : `Given to ${person.name}.`,
    });
  });
}

/** Says that one looks into it oneself. Throws BOOKS_CHANGE_STALE while a change waits for its signature. */
export async function investigateBreak(
  runtime: Runtime,
  actor: Actor,
  { breakId, version }: OnBreak,
): Promise<MovedBreak> {
  return await runtime.db.transaction(async (tx) => {
    await demandNothingProposed(runtime, tx, breakId);
    const move = { to: "investigating", ownerId: actor.userId, version } as const;
    return await moveBreak(tx, runtime.scope, breakId, { ...move, ...by(runtime, actor) });
  });
}

/** Adds a note; it changes nothing else. */
export async function noteOnBreak(
  runtime: Runtime,
  actor: Actor,
  { breakId, version, note }: OnBreak & { note: string },
): Promise<MovedBreak> {
  return await runtime.db.transaction((tx) =>
    moveBreak(tx, runtime.scope, breakId, { to: null, note, version, ...by(runtime, actor) }),
  );
}

/** Lets go of a break, so that another may take it. Throws BOOKS_CHANGE_STALE while a change waits for its signature. */
export async function handBackBreak(
  runtime: Runtime,
  actor: Actor,
  { breakId, version, note }: OnBreak & { note?: string | undefined },
): Promise<MovedBreak> {
  return await runtime.db.transaction(async (tx) => {
    await demandNothingProposed(runtime, tx, breakId);
    return await moveBreak(tx, runtime.scope, breakId, {
      to: "open",
      ownerId: null,
      version,
      ...(note ? { note } : {}),
      ...by(runtime, actor),
    });
  });
}

async function demandNothingProposed(
  { scope }: Pick<Runtime, "scope">,
  tx: Parameters<typeof findStoredBreak>[0],
  breakId: string,
): Promise<void> {
  const found = await findStoredBreak(tx, scope, breakId);
  if (found?.state !== "proposed") return;
  const why = "A change is proposed for it: withdraw it first, or wait for its signature.";
  throw new DomainError("BOOKS_CHANGE_STALE", { why });
}

function by(runtime: Runtime, actor: Actor) {
  return { by: personActor(actor), at: runtime.clock.now() };
}
