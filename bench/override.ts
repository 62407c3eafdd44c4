import Stripe from "stripe";
import { pollUntil } from "../scripts/process/poll-until.ts";
import type { Actor } from "../src/core/roles.ts";
import { commandKinds } from "../src/server/deps.ts";
import { decideApproval } from "../src/server/modules/commands/index.ts";
import type { Database } from "../src/server/platform/db/database.ts";
import type { Runtime } from "../src/server/platform/runtime.ts";
import {
  addPerson,
  intent,
  type PaidCharge,
  refund,
  refundAsItStands,
} from "../tests/faults/paid-charge.ts";
import { payAtSandbox } from "../tests/faults/pay-at-sandbox.ts";
import { boundTo, sign } from "../tests/support/approve.ts";
import { TEST_SIGNING } from "../tests/support/test-signing.ts";
import { type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import type { Figure } from "./figure.ts";
import { fillCommands } from "./filled-commands.ts";
import { startBenchWorker } from "./override-worker.ts";
import { BENCH_KEY, type BenchSandbox, withSandbox } from "./sandbox-process.ts";

const SAMPLES = 60;
const BULK = 150;
/** Stripe's own limit for each endpoint, and the account's in a sandbox: docs.stripe.com/rate-limits. */
const STRIPE_PER_SECOND = 25;
/** How long Stripe takes for a change, in the measure of the throughput; our own figure. */
const STRIPE_TAKES_MS = 400;
/** What the console may add to a bare request. */
const GOAL_MS = 100;
/** Above what support may give back alone, below what finance may sign. */
const SIGNED = 15_000n;
const PAID = 20_000;
const PATIENCE_MS = 60_000;

/** Test cards share one fingerprint, and a card has limits of its own: here each payment is of another card. */
const CARDS_OF_THEIR_OWN = [
  `CREATE FUNCTION card_of_its_own() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN NEW.card_fingerprint := NEW.id; RETURN NEW; END $$`,
  "CREATE TRIGGER card_of_its_own BEFORE INSERT OR UPDATE ON charge FOR EACH ROW EXECUTE FUNCTION card_of_its_own()",
  "UPDATE charge SET card_fingerprint = id",
];

/** The parts of a bench run. */
interface Desk {
  readonly sandbox: BenchSandbox;
  readonly database: BenchDatabase;
  readonly web: Runtime;
  readonly owner: Database;
  readonly support: Actor;
  readonly finance: Actor;
  /** Whose limits nothing has used up yet. */
  readonly colleague: Actor;
  readonly paymentIds: readonly string[];
}

/** From a person's approval to the request at Stripe, and how many commands a second one worker sends, among `rows` older ones. */
export async function benchOverride(rows: number): Promise<readonly Figure[]> {
  return withSandbox(0, (sandbox) =>
    withBenchDatabase(async (database) => {
      const stripe = clientOf(sandbox);
      const paid = [];
      for (let n = 0; n < 2 * SAMPLES + BULK + 1; n += 1)
        paid.push(await payAtSandbox(stripe, PAID));
      const owner = database.owner();
      const worker = await startBenchWorker(database, sandbox);
      try {
        const scope = { accountId: sandbox.accountId, livemode: false };
        const web: Runtime = { ...database.web(4), scope, signing: TEST_SIGNING };
        const paymentIds = paid.slice(SAMPLES).map(({ paymentId }) => paymentId);
        for (const sql of CARDS_OF_THEIR_OWN) await database.fill(sql);
        await fillHistory({ web, database, owner, paymentIds }, rows);
        // After the filling: who signs must have proved lately that it is them.
        const desk: Desk = {
          sandbox,
          database,
          owner,
          web,
          support: await addPerson(owner, "support"),
          finance: await addPerson(owner, "finance"),
          colleague: await addPerson(owner, "finance"),
          paymentIds,
        };
        const raw = await timeBarePosts(stripe, paid.slice(0, SAMPLES));
        const samples = await timeApprovals(desk);
        return figures(raw, samples, await timeBulk(desk));
      } finally {
        await worker.stop();
      }
    }),
  );
}

/** Older commands, copied from one that waits for a signature which never comes. */
async function fillHistory(
  { web, owner, database, paymentIds }: Pick<Desk, "web" | "owner" | "database" | "paymentIds">,
  rows: number,
): Promise<void> {
  const asked = intent(paymentIds.at(-1) ?? "", SIGNED);
  await refundAsItStands(web, await addPerson(owner, "support"), asked);
  await fillCommands(database, asked.commandId, rows);
}

interface Sample {
  /** From the click to the first byte, and to the answer that is written down, in milliseconds. */
  readonly sent: number;
  readonly answered: number;
}

function figures(raw: readonly number[], samples: readonly Sample[], perSecond: number): Figure[] {
  const sent = samples.map((sample) => sample.sent);
  const answered = samples.map((sample) => sample.answered);
  const bench = "override";
  const ms = (figure: string, value: number, limit: number): Figure => ({
    bench,
    figure,
    unit: "ms",
    value,
    limit,
  });
  return [
    ms("approve to sent p50", quantile(sent, 0.5), quantile(raw, 0.5)),
    ms("approve to sent p95", quantile(sent, 0.95), quantile(raw, 0.95)),
    ms("added p50", quantile(answered, 0.5) - quantile(raw, 0.5), GOAL_MS),
    ms("added p95", quantile(answered, 0.95) - quantile(raw, 0.95), GOAL_MS),
    { bench, figure: "one worker", unit: "commands/s", value: perSecond, limit: STRIPE_PER_SECOND },
  ];
}

/** The baseline: the same request, bare, one after another. */
async function timeBarePosts(stripe: Stripe, paid: readonly PaidCharge[]): Promise<number[]> {
  const taken: number[] = [];
  for (const { chargeId: charge } of paid) {
    const started = performance.now();
    await stripe.refunds.create({ charge, amount: Number(SIGNED) });
    taken.push(performance.now() - started);
  }
  return taken;
}

/** One refund after another is asked for by one person and signed by another; the clock starts with the signature. */
async function timeApprovals(desk: Desk): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const paymentId of desk.paymentIds.slice(0, SAMPLES))
    samples.push(await timeApproval(desk, paymentId));
  return samples;
}

async function timeApproval(
  { web, owner, support, finance }: Desk,
  paymentId: string,
): Promise<Sample> {
  const asked = intent(paymentId, SIGNED);
  await refund(web, support, asked);
  const { commandId } = asked;
  const seen = await boundTo(web, finance, commandKinds, commandId);
  const proof = await sign(web, finance, commandKinds, seen);
  const clicked = Date.now();
  await decideApproval(web, finance, commandKinds, { ...seen, decision: "approved", proof });
  const isAnswered = async (): Promise<boolean> =>
    (await owner.prisma.commandAttempt.count({ where: { commandId, outcome: "accepted" } })) > 0;
  if ((await pollUntil(isAnswered, PATIENCE_MS)) === undefined)
    throw new Error("an approved refund was not sent");
  const [attempt, call] = await Promise.all([
    owner.prisma.commandAttempt.findFirstOrThrow({ where: { commandId } }),
    owner.prisma.stripeCall.findFirstOrThrow({ where: { commandId } }),
  ]);
  return {
    sent: call.startedAt.getTime() - clicked,
    answered: (attempt.finishedAt?.getTime() ?? 0) - clicked,
  };
}

/** Many become due at once, at a Stripe that takes its time. */
async function timeBulk({ web, colleague, sandbox, database, paymentIds }: Desk): Promise<number> {
  const rule = {
    match: { method: "POST", path: "/v1/refunds" },
    effect: "latency",
    latencyMs: STRIPE_TAKES_MS,
    always: true,
  };
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(rule) });
  const later = { ...web, settings: { ...web.settings, holdMs: PATIENCE_MS } };
  const ids: string[] = [];
  for (const paymentId of paymentIds.slice(SAMPLES, SAMPLES + BULK)) {
    const asked = intent(paymentId, 100n);
    await refund(later, colleague, asked);
    ids.push(asked.commandId);
  }
  await database.fill("UPDATE command SET hold_until = now() WHERE id = ANY ($1::uuid[])", [ids]);
  const where = { commandId: { in: ids }, outcome: "accepted" };
  const { prisma } = web.db;
  const all = await pollUntil(
    async () => (await prisma.commandAttempt.count({ where })) === ids.length,
    PATIENCE_MS,
  );
  if (all === undefined) throw new Error("not all commands were sent");
  const { _min, _max } = await prisma.commandAttempt.aggregate({
    where,
    _min: { sentAt: true },
    _max: { finishedAt: true },
  });
  const tookMs = (_max.finishedAt?.getTime() ?? 0) - (_min.sentAt?.getTime() ?? 0);
  return (ids.length * 1_000) / tookMs;
}

function clientOf({ url }: BenchSandbox): Stripe {
  const { port } = new URL(url);
  return new Stripe(BENCH_KEY, {
    host: "127.0.0.1",
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
  });
}

/** The smallest of the values that this share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
