import type { VerdictDto } from "#core/contracts/refunds.ts";
import { readDecision } from "#server/modules/commands/index.ts";
import { verifyLedger } from "#server/modules/ledger/index.ts";
import { createStripeGateway } from "#server/platform/stripe/stripe-gateway.ts";
import { testRuntime } from "#tests/support/test-runtime.ts";
import type { SentRequest } from "./shop.ts";
import type { Memory, Stage } from "./stage.ts";
import type { EffectAtStripe } from "./subject.ts";
import { subjects } from "./subjects.ts";

/** Everything that is held against everything else when a run is over: the console's rows, Stripe's truth, people's memory. */
export interface Evidence {
  readonly commands: readonly CommandFact[];
  readonly attempts: readonly { commandId: string; n: number; outcome: string | null }[];
  readonly approvals: readonly {
    commandId: string;
    approverId: string;
    decision: string;
    paramsHash: string;
    previewHash: string;
  }[];
  /** Audit rows of commands in the order in which they were written. */
  readonly audits: readonly {
    commandId: string;
    action: string;
    details: Readonly<Record<string, unknown>>;
  }[];
  /** State changes as the database itself saw them. */
  readonly changes: readonly { commandId: string; version: number; was: string; becomes: string }[];
  readonly reservations: readonly {
    commandId: string;
    chargeId: string;
    amount: bigint;
    state: string;
  }[];
  readonly guards: readonly {
    chargeId: string;
    captured: bigint;
    refunded: bigint;
    held: bigint;
  }[];
  /** Instants at which more was reserved or gone than captured; `reserving` when a reservation made it so. */
  readonly overdrawn: readonly { chargeId: string; reserving: boolean }[];
  /** Reservations that were given back while their command was in this state. */
  readonly released: readonly { commandId: string; state: string }[];
  readonly effects: readonly EffectAtStripe[];
  readonly sent: readonly SentRequest[];
  readonly memory: Omit<Memory, "faults" | "gone">;
  readonly ledger: { readonly drift: bigint; readonly violated: readonly string[] };
  /** What did not come to rest, in words. */
  readonly stuck: readonly string[];
}

export interface CommandFact {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly requesterId: string;
  readonly amount: bigint;
  readonly resultId: string | null;
  readonly paramsHash: string;
  readonly previewHash: string;
  /** What the policy's last verdict was, and how many people must sign. */
  readonly verdict: Pick<VerdictDto, "kind" | "approvals">;
}

/** Gathers the evidence of a run that came to rest. */
export async function gatherEvidence(
  { shop, memory }: Stage,
  stuck: readonly string[],
): Promise<Evidence> {
  const { prisma, pool } = shop.owner;
  const inOrder = { orderBy: [{ at: "asc" as const }, { id: "asc" as const }] };
  const [commands, attempts, approvals, audits, reservations, guards] = await Promise.all([
    prisma.command.findMany(),
    prisma.commandAttempt.findMany({ orderBy: [{ commandId: "asc" }, { n: "asc" }] }),
    prisma.approval.findMany(),
    prisma.auditEvent.findMany({ where: { commandId: { not: null } }, ...inOrder }),
    prisma.refundReservation.findMany(),
    prisma.chargeGuard.findMany(),
  ]);
  const watched = async <T extends object>(columns: string): Promise<T[]> =>
    (await pool.query<T>(`SELECT ${columns}`)).rows;
  const effects = await Promise.all(
    subjects.map((subject) =>
      subject.effects(
        shop.stripe,
        shop.targets.filter((target) => target.subject === subject.kind),
      ),
    ),
  );
  return {
    commands: commands.map((command) => ({
      ...command,
      verdict: readDecision(command.policyDecision).verdict,
    })),
    attempts,
    approvals,
    audits: audits.map(({ commandId, action, details }) => ({
      commandId: commandId ?? "",
      action,
      details: JSON.parse(details) as Record<string, unknown>,
    })),
    changes: await watched(`command_id AS "commandId", version, was, becomes FROM watched_change`),
    reservations,
    guards,
    overdrawn: await watched(`charge_id AS "chargeId", reserving FROM watched_guard`),
    released: await watched(`command_id AS "commandId", state FROM watched_release`),
    effects: effects.flat(),
    sent: shop.sent,
    memory,
    ledger: await proveLedger({ shop }),
    stuck,
  };
}

/** The books from scratch, and against the balance that Stripe shows. */
async function proveLedger({ shop }: Pick<Stage, "shop">): Promise<Evidence["ledger"]> {
  const { clock, scope } = shop.web;
  const runtime = testRuntime(shop.database, "countersign_worker", { clock, scope });
  const { apiKey, url: apiUrl } = shop.sandbox;
  const callLog = { write: () => Promise.resolve() };
  const reader = createStripeGateway({ apiKey, apiUrl, timeoutMs: 5_000, clock, callLog });
  try {
    const { drift, checks, ok } = await verifyLedger(runtime, reader);
    const violated = checks.filter(({ violations }) => violations > 0n).map(({ name }) => name);
    return {
      drift,
      violated: ok || violated.length > 0 ? violated : ["Stripe's balance could not be compared"],
    };
  } finally {
    await runtime.db.close();
  }
}
