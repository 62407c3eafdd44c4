import type * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import type {
  BreakGlassList,
  BreakGlassWanted,
  beginBreakGlassOutput,
  openBreakGlassInput,
} from "#core/contracts/break-glass.ts";
import { DomainError } from "#core/errors.ts";
import { invariant } from "#core/invariant.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { atDatabaseTime } from "#server/platform/db/database-time.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { checkProof, guardProofs, hasCredential, requestSignature } from "../access/index.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import {
  breakGlassMessage,
  checkEvidence,
  evidenceHash,
  evidenceOf,
  readBreakGlassMessage,
} from "../commands/index.ts";
import { COUNTED_FOR_MS, endOf, whyNotOpened } from "./break-glass.policy.ts";
import { findOwnOpenings, insertBreakGlass, lockOpenings } from "./break-glass.repo.ts";
import { readBreakGlass } from "./read-break-glass.ts";
import { tellWatchers } from "./tell-watchers.ts";

const MINUTE_MS = 60_000;

/**
 * Begins an opening: says what exactly is to be signed with a passkey, for five minutes and once. Opens nothing. Throws
 * BREAK_GLASS_OPEN (one's own is open), BREAK_GLASS_LIMIT, STEP_UP_REQUIRED (nothing to sign with), PASSKEY_REQUIRED (codes alone).
 */
export async function beginBreakGlass(
  runtime: Runtime,
  actor: Actor,
  wanted: BreakGlassWanted,
): Promise<z.infer<typeof beginBreakGlassOutput>> {
  return await runtime.db.transaction(async (tx) => {
    await demandOpenable(tx, runtime, actor);
    if (!(await hasCredential(tx, actor.userId))) throw new DomainError("STEP_UP_REQUIRED");
    const { request, message } = await requestSignature(tx, runtime, actor, {
      purpose: "break-glass",
      write: (salt) =>
        breakGlassMessage({ ...termsOf(runtime, actor, wanted), breakGlassId: newId() }, salt),
      takesCode: false,
    });
    if (request.passkeys.length === 0) throw new DomainError("PASSKEY_REQUIRED");
    invariant(message, "an opening has a message");
    await recordAudit(tx, {
      actor: personActor(actor),
      action: "break-glass.begun",
      result: "done",
      resource: { type: "person", id: actor.userId },
      details: { challenge: request.challenge },
    });
    return { ...request, message };
  });
}

/**
 * Opens break-glass for the actor with the signature that was begun: from now for so many minutes. Every other admin and manager is told.
 * Throws what {@link beginBreakGlass} throws, CHALLENGE_OVER, PROOF_REFUSED, and PREVIEW_STALE when other terms were signed.
 */
export async function openBreakGlass(
  runtime: Runtime,
  actor: Actor,
  input: z.infer<typeof openBreakGlassInput>,
): Promise<BreakGlassList> {
  await guardProofs(runtime, actor, () =>
    runtime.db.transaction((tx) => openIn(tx, runtime, actor, input)),
  );
  return await readBreakGlass(runtime, actor);
}

async function openIn(
  tx: Transaction,
  runtime: Runtime,
  actor: Actor,
  { proof, ...wanted }: z.infer<typeof openBreakGlassInput>,
): Promise<void> {
  if (proof.method !== "passkey") throw new DomainError("PASSKEY_REQUIRED");
  const timed = await demandOpenable(tx, runtime, actor);
  const accepted = await checkProof(tx, runtime, actor, "break-glass", proof);
  const message = accepted.message ?? "";
  const signed = readBreakGlassMessage(message);
  const terms = signed && { ...termsOf(runtime, actor, wanted), breakGlassId: signed.breakGlassId };
  if (!signed || !terms || breakGlassMessage(terms, signed) !== message)
    throw new DomainError("PREVIEW_STALE");
  const evidence = evidenceOf("countersign-break-glass/1", accepted, { message, by: actor.userId });
  const fault = checkEvidence(evidence);
  invariant(fault === null, `a proof that was accepted does not hold: ${fault}`);
  const { breakGlassId: id, reason, incident, minutes } = signed;
  const openedAt = timed.clock.realNow();
  await insertBreakGlass(tx, runtime.scope, {
    id,
    openedBy: actor.userId,
    reason,
    incident,
    openedAt,
    expiresAt: new Date(openedAt.getTime() + minutes * MINUTE_MS),
    evidence: canonicalJson(evidence),
  });
  await recordAudit(tx, {
    actor: personActor(actor),
    action: "break-glass.opened",
    result: "done",
    resource: { type: "break-glass", id },
    reason,
    details: { incident, minutes, evidenceHash: evidenceHash(evidence) },
  });
  const opener = new Set([actor.userId]);
  await tellWatchers(tx, timed, { kind: "break_glass_opened", id }, opener);
}

function termsOf({ scope }: Runtime, { userId }: Actor, wanted: BreakGlassWanted) {
  const { minutes, reason, incident } = wanted;
  return { ...scope, personId: userId, minutes, reason, incident };
}

/** Refuses a second one at once and what has become a habit. Out: the runtime at the database's time. */
async function demandOpenable(tx: Transaction, runtime: Runtime, actor: Actor): Promise<Runtime> {
  await lockOpenings(tx, actor.userId);
  const timed = await atDatabaseTime(tx, runtime);
  const realNow = timed.clock.realNow();
  const since = new Date(realNow.getTime() - COUNTED_FOR_MS);
  const mine = await findOwnOpenings(tx, runtime.scope, actor.userId, since);
  const isOpen = mine.some((row) => endOf(row, realNow) === null);
  const why = whyNotOpened({ isOpen, counted: mine.length });
  if (why !== null) throw new DomainError(why);
  return timed;
}
