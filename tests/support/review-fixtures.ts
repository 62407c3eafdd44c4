import { money } from "#core/money.ts";
import type { Actor, Role } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { TEST_SCOPE } from "./test-runtime.ts";

/** A person of this role as a row and as the actor of a session. `web`: a runtime with the web role's rights. */
export async function addPerson(web: Runtime, role: Role, name: string = role): Promise<Actor> {
  const userId = newId();
  await web.db.prisma.person.create({
    data: {
      id: userId,
      email: `${userId}@example.test`,
      name,
      role,
      passwordHash: "none",
      createdAt: web.clock.realNow(),
    },
  });
  return { userId, name, role, sessionId: newId(), requestId: "test", ip: null };
}

/** An account with euros as its base, fully imported and pulled just now. `worker`: with the worker role's rights. */
export async function addAccount(worker: Runtime): Promise<void> {
  const at = worker.clock.realNow();
  const { prisma } = worker.db;
  await prisma.stripeAccount.create({
    data: {
      ...TEST_SCOPE,
      country: "DE",
      defaultCurrency: "eur",
      baseCurrency: "eur",
      updatedAt: at,
    },
  });
  await prisma.importProgress.create({
    data: { ...TEST_SCOPE, objectType: "charge", startedAt: at, finishedAt: at },
  });
  await prisma.feedLane.create({
    data: { ...TEST_SCOPE, feed: "balance_transactions", runAfter: at, lastPulledAt: at },
  });
}

export interface PaymentFixture {
  readonly id: string;
  readonly at: Date;
  readonly customerId?: string;
  readonly email?: string;
  readonly fingerprint?: string;
  readonly amount?: bigint;
  readonly status?: "succeeded" | "failed";
  readonly riskLevel?: string;
  readonly riskScore?: number;
  readonly method?: string;
  readonly country?: string;
  readonly disputed?: boolean;
}

/** Few enough columns times rows for PostgreSQL's 32,767 parameters. */
const ROWS_A_STATEMENT = 1_000;

/** Payments with one attempt each, as the projector would have written them. */
export async function addPayments(
  worker: Runtime,
  fixtures: readonly PaymentFixture[],
): Promise<void> {
  const { prisma } = worker.db;
  for (let from = 0; from < fixtures.length; from += ROWS_A_STATEMENT) {
    const some = fixtures.slice(from, from + ROWS_A_STATEMENT);
    await prisma.payment.createMany({ data: some.map(paymentOf) });
    await prisma.charge.createMany({ data: some.map(chargeOf) });
  }
}

function paymentOf(fixture: PaymentFixture) {
  const amount = fixture.amount ?? 4_200n;
  const paid = fixture.status !== "failed";
  return {
    ...TEST_SCOPE,
    id: fixture.id,
    customerId: fixture.customerId ?? null,
    email: fixture.email ?? null,
    amount,
    amountCaptured: paid ? amount : 0n,
    amountRefunded: 0n,
    currency: "eur",
    status: paid ? "succeeded" : "requires_payment_method",
    captureMethod: "automatic",
    latestChargeId: `ch_${fixture.id}`,
    riskLevel: fixture.riskLevel ?? "normal",
    riskScore: fixture.riskScore ?? null,
    disputed: fixture.disputed ?? false,
    createdAt: fixture.at,
  };
}

function chargeOf(fixture: PaymentFixture) {
  const { disputed, amount, amountCaptured, amountRefunded, riskLevel, riskScore, customerId } =
    paymentOf(fixture);
  const paid = fixture.status !== "failed";
  return {
    ...TEST_SCOPE,
    id: `ch_${fixture.id}`,
    paymentId: fixture.id,
    customerId,
    amount,
    amountCaptured,
    amountRefunded,
    currency: "eur",
    status: paid ? "succeeded" : "failed",
    captured: paid,
    disputed,
    paymentMethodType: fixture.method ?? "card",
    cardBrand: "visa",
    last4: "4242",
    cardFingerprint: fixture.fingerprint ?? null,
    cardCountry: fixture.country ?? "DE",
    riskLevel,
    riskScore,
    createdAt: fixture.at,
  };
}

/** What a detector might find: a payment of 42 euros with this suspicion; `key` names both the payment and its card. */
export function suspicionOf(
  key: string,
  scoreBp: number,
  verdict: "clear" | "refund" | "investigate" = "investigate",
) {
  return {
    kind: "payment_risk" as const,
    dedupeKey: `payment_risk:card:${key}`,
    subject: { type: "payment", id: `pi_${key}` },
    title: "Visa •••• 4242, 42.00 EUR",
    mention: { label: "Flagged payment", value: `pi_${key}`, href: `/payments/pi_${key}` },
    amount: money(4_200n, "eur"),
    amountBase: 4_200n,
    suggestion: {
      verdict,
      scoreBp,
      lowBp: scoreBp,
      highBp: scoreBp,
      sample: 40,
      detector: "test",
      detectorVersion: "1",
      reasons: [{ text: "made for a test", weightBp: scoreBp }],
    },
    evidence: { facts: [], series: [] },
    hit: {
      key: `pi_${key}:test`,
      paymentId: `pi_${key}`,
      since: new Date("2026-11-20T08:00:00Z"),
      strength: 1,
    },
  };
}
