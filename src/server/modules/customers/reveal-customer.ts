import type { RevealedCustomer } from "#core/contracts/customers.ts";
import { DomainError } from "#core/errors.ts";
import { grantOf } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { personActor, recordAudit } from "../audit/index.ts";
import { refuseCardNumber } from "../notes/index.ts";
import { findCustomerIn } from "./customers.repo.ts";
import { countReveals, lockReveals } from "./reveals.repo.ts";

/** How many customers a role with a limited grant may reveal in a rolling 24 hours of real time. */
const REVEALS_A_DAY = 20;
const DAY_MS = 86_400_000;
/** How long the screen shows what was revealed. */
const SHOWN_FOR_MS = 60_000;

/**
 * Name, e-mail and phone of a customer in clear, for a reason that is kept with who asked. It is one transaction: without
 * the audit row nothing is shown. Throws NOT_FOUND, REVEAL_LIMIT_REACHED, CARD_NUMBER_IN_TEXT.
 */
export async function revealCustomer(
  runtime: Runtime,
  actor: Actor,
  { customerId, reason }: { customerId: string; reason: string },
): Promise<RevealedCustomer> {
  refuseCardNumber(reason);
  const asked = { actor: personActor(actor), action: "personal-data.revealed", reason } as const;
  const resource = { type: "customer", id: customerId };
  const revealed = await runtime.db.transaction(async (tx) => {
    const left = await leftToReveal(tx, runtime, actor);
    if (left !== null && left < 0) {
      await recordAudit(tx, { ...asked, result: "denied", resource });
      return null;
    }
    const customer = await findCustomerIn(tx, runtime.scope, customerId);
    if (customer === null) throw new DomainError("NOT_FOUND", { customerId });
    const { name, email, phone } = customer;
    const details = { fields: shownFields({ name, email, phone }) };
    await recordAudit(tx, { ...asked, result: "done", resource, details });
    return { name, email, phone, shownForMs: SHOWN_FOR_MS, left };
  });
  // Not thrown inside: that somebody asked for more than their share is to stay in the log.
  if (revealed === null) throw new DomainError("REVEAL_LIMIT_REACHED", { limit: REVEALS_A_DAY });
  return revealed;
}

/**
 * How many reveals are left after this one; negative when this is one too many, null without a limit. Reveals of one person
 * wait for each other, so that none is counted too late.
 */
async function leftToReveal(
  tx: Transaction,
  { clock }: Runtime,
  { userId, role }: Actor,
): Promise<number | null> {
  if (grantOf(role, "personal-data:reveal") === "allowed") return null;
  await lockReveals(tx, userId);
  const since = new Date(clock.realNow().getTime() - DAY_MS);
  return REVEALS_A_DAY - (await countReveals(tx, userId, since)) - 1;
}

function shownFields(data: Readonly<Record<string, string | null>>): string[] {
  return Object.keys(data).filter((field) => data[field] !== null);
}
