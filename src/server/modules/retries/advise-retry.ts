import type {
  RetryAdvice,
  RetryAdviceInput,
  RetryMethodDto,
  RetryVerdictDto,
} from "#core/contracts/retries.ts";
import { DomainError } from "#core/errors.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { bestTime, chanceAt, type Model } from "./chance.ts";
import { declineRule } from "./decline-rules.ts";
import { factsFor, gatherCase, type RetryCase, type RetryMethod } from "./gather-facts.ts";
import { loadModel, situationOf } from "./load-model.ts";
import { judgeRetry, type RetryVerdict } from "./retries.policy.ts";
import { codeOf, type TriedCharge } from "./retry-facts.repo.ts";

/** A time is proposed where its chance is at least this much better than now. */
const WORTH_WAITING = 0.01;

/** What is known about trying a payment again: what forbids it, the methods on file, their chances. Throws NOT_FOUND. */
export async function adviseRetry(
  runtime: Runtime,
  { paymentId, at: asked }: RetryAdviceInput,
): Promise<RetryAdvice> {
  const { db, scope, clock } = runtime;
  const now = clock.now();
  const at = asked !== undefined && asked > now ? asked : now;
  const found = await db.transaction((tx) => gatherCase(tx, scope, paymentId, null));
  if (found === null) throw new DomainError("NOT_FOUND", { paymentId });
  const { payment, last, methods } = found;
  const loaded = await loadModel(db, scope, codeOf(last));
  const question = { found, model: loaded?.model ?? null, now, at };
  return {
    paymentId,
    amount: { amountMinor: payment.amount, currency: payment.currency },
    invoiceId: found.invoice?.id ?? null,
    now,
    at,
    failure: failureOf(last),
    verdict: methods.length === 0 ? verdictView(judgeRetry(factsFor(found, null, at))) : null,
    methods: methods.map((method) => methodView(question, method)),
    counted: loaded && { attempts: loaded.attempts, since: loaded.since },
  };
}

function failureOf(last: TriedCharge | null): RetryAdvice["failure"] {
  if (last?.status !== "failed") return null;
  const { at, type, brand, last4 } = last;
  const code = codeOf(last);
  return { at, code, why: declineRule(code).why, method: { type, brand, last4 } };
}

function verdictView({ kind, reasons, notBefore }: RetryVerdict): RetryVerdictDto {
  return { kind, reasons: [...reasons], notBefore };
}

interface Question {
  readonly found: RetryCase;
  readonly model: Model | null;
  readonly now: Date;
  readonly at: Date;
}

function methodView(question: Question, method: RetryMethod): RetryMethodDto {
  const { found, model, at } = question;
  const { id, type, brand, last4, expMonth, expYear, isDefault, wasTried } = method;
  const verdict = judgeRetry(factsFor(found, method, at));
  const chance = model && found.last ? chanceAt(model, situationOf(found.last, method), at) : null;
  return {
    id,
    method: { type, brand, last4 },
    expires: expMonth === null ? null : `${String(expMonth).padStart(2, "0")}/${expYear}`,
    isDefault,
    wasTried,
    verdict: verdictView(verdict),
    chance,
    better: betterTime(question, method, verdict.kind === "allowed" ? chance : null),
  };
}

/** The best open time of the week; null when the time that was asked about is open and about as good. */
function betterTime(
  { found, model, now }: Question,
  method: RetryMethod,
  chanceThen: RetryMethodDto["chance"],
): RetryMethodDto["better"] {
  if (model === null || found.last === null) return null;
  const situation = situationOf(found.last, method);
  const isOpen = (at: Date) => judgeRetry(factsFor(found, method, at)).kind === "allowed";
  const best = bestTime(model, situation, now, isOpen);
  if (best === null || best.at <= now) return null;
  if (chanceThen !== null && best.mean < chanceThen.mean + WORTH_WAITING) return null;
  return { at: best.at, chance: chanceAt(model, situation, best.at) };
}
