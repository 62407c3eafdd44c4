import { bookMovement } from "../resources/balance-transactions.ts";
import type { ObjectStore } from "../store/object-store.ts";
import { disableEndpoint } from "../webhooks/delivery-record.ts";
import type { World } from "../world.ts";
import type { FaultRule } from "./fault-rules.ts";
import { flagIn, numberIn, textIn } from "./rule-arguments.ts";

/** The balance adds up what is in no payout yet, so a movement with this one is shown, never counted and never paid out. */
const NEVER_PAID_OUT = "none";

/** Does at once what a rule of the family `now` asks for, and counts what it touched. Other rules wait for their call. */
export function actNow(world: World, rule: FaultRule, realMs: number): void {
  switch (rule.effect) {
    case "extra_balance_transaction":
      world.faults.note(rule, bookExtra(world, rule));
      return;
    case "endpoint_disabled":
      eachEndpoint(world, rule, (id) => disableEndpoint(world, id));
      return;
    case "endpoint_events_changed":
      eachEndpoint(world, rule, (id) => listenToOthers(world.store, id, rule));
      return;
    case "endpoint_secret_rolled":
      eachEndpoint(world, rule, (id) => rollSecret(world, id, rule, realMs));
      return;
    default:
  }
}

function bookExtra(world: World, rule: FaultRule): string {
  const { id } = bookMovement(world, {
    type: "adjustment",
    amount: numberIn(rule, "amount") ?? 0,
    currency: textIn(rule, "currency") ?? "eur",
    exchangeRate: null,
    feeDetails: [],
    source: null,
    description: textIn(rule, "description"),
    availableOn: world.clock.nowSeconds(),
  });
  if (flagIn(rule, "counted") === false)
    world.store.setColumn("balance_transaction", id, "payout", NEVER_PAID_OUT);
  return id;
}

/** All endpoints, or the one that the rule names. */
function eachEndpoint(world: World, rule: FaultRule, act: (id: string) => void): void {
  const rows = world.store.sql("SELECT id FROM webhook_endpoint ORDER BY seq").all();
  const wanted = rule.match.endpoint;
  const ids = rows.map((row) => String(row["id"])).filter((id) => wanted === null || id === wanted);
  for (const id of ids) act(id);
  if (ids.length > 0) world.faults.note(rule, null);
  for (const id of ids) world.faults.touch(rule, id);
}

function listenToOthers(store: ObjectStore, id: string, rule: FaultRule): void {
  const found = store.getAnywhere("webhook_endpoint", id);
  if (found === undefined) return;
  const events = rule.arguments["events"] as string[];
  store.replace("webhook_endpoint", { ...found.doc, enabled_events: events });
}

/** The new secret signs at once; the old one beside it for the time of the overlap, as when it is rolled in the Dashboard. */
function rollSecret(world: World, id: string, rule: FaultRule, realMs: number): void {
  const { store } = world;
  const overlapMs = (numberIn(rule, "overlapSeconds") ?? 0) * 1000;
  store.setColumn(
    "webhook_endpoint",
    id,
    "old_secret",
    store.column("webhook_endpoint", id, "secret"),
  );
  store.setColumn("webhook_endpoint", id, "old_secret_until_ms", realMs + overlapMs);
  store.setColumn("webhook_endpoint", id, "secret", world.ids.next("whsec_", 32));
}
