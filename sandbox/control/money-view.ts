import { noSuch } from "../protocol/api-error.ts";
import {
  type ApiAnswer,
  type ApiRequest,
  answerOf,
  executeRequest,
} from "../protocol/execute-request.ts";
import type { World } from "../world.ts";
import { isGroup } from "./fault-arguments.ts";
import { idsIn } from "./fault-match.ts";
import { numberIn, textIn } from "./rule-arguments.ts";

type Json = Record<string, unknown>;

const LIST = "/v1/balance_transactions";

/**
 * The answer as the rules about money show it: balance transactions withheld or with other amounts, a balance that is off.
 * Only what is shown changes; the account's books do not.
 */
export function shownAnswer(world: World, request: ApiRequest, answer: ApiAnswer): ApiAnswer {
  if (!world.faults.hasViews || answer.status !== 200) return answer;
  const body: unknown = JSON.parse(answer.body);
  if (!isGroup(body)) return answer;
  if (isWithheld(world, body)) {
    const missing = noSuch("balance transaction", String(body["id"]), "id", 404);
    return { ...answer, ...answerOf(missing, request.requestId) };
  }
  const page = request.path === LIST ? withoutWithheld(world, request, body) : body;
  return { ...answer, body: JSON.stringify(shown(world, page), null, 2) };
}

/** Withheld rows leave the page shorter. An empty page that promises more would end a client's paging, so it reads on. */
function withoutWithheld(world: World, request: ApiRequest, page: Json): Json {
  const rows: unknown[] = Array.isArray(page["data"]) ? page["data"] : [];
  const kept = rows.filter((row) => !isGroup(row) || !isWithheld(world, row));
  const last = rows.at(-1);
  if (kept.length > 0 || page["has_more"] !== true || !isGroup(last))
    return { ...page, data: kept };
  const form = new URLSearchParams(request.form);
  if (form.has("ending_before")) return { ...page, data: kept, has_more: false };
  form.set("starting_after", String(last["id"]));
  const further = { ...request, form: form.toString() };
  const next: unknown = JSON.parse(executeRequest(world, further).body);
  return isGroup(next) ? withoutWithheld(world, further, next) : page;
}

/** The value with every balance transaction and balance in it as they are shown. */
function shown(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => shown(world, item));
  if (!isGroup(value)) return value;
  if (value["object"] === "balance_transaction")
    return isWithheld(world, value) ? value["id"] : drifted(world, value);
  const copy: Json = {};
  for (const [name, field] of Object.entries(value)) copy[name] = shown(world, field);
  return copy["object"] === "balance" ? offBalance(world, copy) : copy;
}

function isWithheld(world: World, object: Json): boolean {
  if (object["object"] !== "balance_transaction") return false;
  return world.faults
    .holding("missing_balance_transaction", { mentions: idsIn(object) })
    .some((rule) => {
      const seconds = numberIn(rule, "forSeconds");
      return seconds === null || world.clock.nowSeconds() < Number(object["created"]) + seconds;
    });
}

function drifted(world: World, transaction: Json): Json {
  const rules = world.faults.holding("drifting_amount", { mentions: idsIn(transaction) });
  let drifting = transaction;
  for (const rule of rules) {
    const readings = world.faults.read(rule, String(transaction["id"]));
    if (readings < (numberIn(rule, "afterReads") ?? 0)) continue;
    const amount = Number(drifting["amount"]) + (numberIn(rule, "amountBy") ?? 0);
    const fee = Number(drifting["fee"]) + (numberIn(rule, "feeBy") ?? 0);
    drifting = { ...drifting, amount, fee, net: amount - fee };
  }
  return drifting;
}

function offBalance(world: World, balance: Json): Json {
  let result = balance;
  for (const rule of world.faults.list()) {
    if (rule.effect !== "balance_off" || !rule.active) continue;
    const currency = textIn(rule, "currency") ?? "";
    world.faults.noteHit(rule.id, `balance:${currency}`);
    const part = textIn(rule, "part") ?? "available";
    result = moved(result, part, currency, numberIn(rule, "by") ?? 0);
  }
  return result;
}

/** A balance with one of its amounts moved; a currency that it does not hold stays unknown. */
function moved(balance: Json, part: string, currency: string, by: number): Json {
  const amounts: unknown = balance[part];
  if (!Array.isArray(amounts)) return balance;
  const after = amounts.map((entry: unknown) =>
    isGroup(entry) && entry["currency"] === currency
      ? { ...entry, amount: Number(entry["amount"]) + by }
      : entry,
  );
  return { ...balance, [part]: after };
}
