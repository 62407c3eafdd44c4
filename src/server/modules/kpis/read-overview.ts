import type { Overview } from "#core/contracts/kpis.ts";
import { grantOf, isPermitted } from "#core/permissions.ts";
import type { Actor } from "#core/roles.ts";
import { readFreshness } from "#server/platform/db/read-freshness.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { readAttention, readBaseCurrency, readOwnFigures } from "./attention.repo.ts";
import { kpiCards } from "./kpi-cards.ts";
import { type KpiRange, type Slots, slotsOf } from "./kpi-range.ts";
import {
  readLatencyPercentiles,
  readMethods,
  readSettlement,
  readSlots,
  readWebhookLatency,
  type SlotRow,
} from "./kpis.repo.ts";

const DAY_MS = 86_400_000;
const FALLBACK_CURRENCY = "eur";

/**
 * The overview of a range, in the account's base currency. Support sees its own figures and what waits, not the shop's:
 * its grant on `kpi:read` is limited.
 */
export async function readOverview(
  runtime: Runtime,
  actor: Actor,
  range: KpiRange,
): Promise<Overview> {
  const { db, scope, clock } = runtime;
  const currency = (await readBaseCurrency(db, scope)) ?? FALLBACK_CURRENCY;
  const since = new Date(clock.now().getTime() - DAY_MS);
  const [figures, attention, own, freshness] = await Promise.all([
    grantOf(actor.role, "kpi:read") === "view" ? shopFigures(runtime, range, currency) : NO_FIGURES,
    attentionFor(runtime, actor),
    readOwnFigures(db, scope, actor.userId, since),
    readFreshness(runtime),
  ]);
  return {
    range,
    currency,
    ...figures,
    attention,
    own: {
      refundsToday: own.refundsToday,
      refundedBase: { amountMinor: own.refundedBase, currency },
      casesDecided: own.casesDecided,
    },
    freshness,
  };
}

type Figures = Pick<Overview, "cards" | "slots" | "byMethod" | "settlement" | "webhookLatency">;
const NO_FIGURES: Figures = {
  cards: [],
  slots: [],
  byMethod: [],
  settlement: [],
  webhookLatency: [],
};

async function shopFigures(runtime: Runtime, range: KpiRange, currency: string): Promise<Figures> {
  const { db, scope, clock } = runtime;
  const slots = slotsOf(range, clock.now());
  // Webhooks are timed by the real clock, whatever the shop's clock says.
  const real = slotsOf(range, clock.realNow());
  const [rows, methods, settlement, webhookLatency, latency] = await Promise.all([
    readSlots(db, scope, slots, currency),
    readMethods(db, scope, slots, currency),
    readSettlement(db, scope, slots),
    readWebhookLatency(db, scope, real.from),
    readLatencyPercentiles(db, scope, real.from, real.previousFrom),
  ]);
  return {
    cards: kpiCards({ currency, slotCount: slots.count, rows, settlement, latency }),
    slots: everySlot(slots, rows),
    byMethod: methods.map(({ volume, ...row }) => ({
      ...row,
      volume: { amountMinor: volume, currency },
    })),
    settlement: settlement
      .filter((row) => !row.previous && row.methodType !== null)
      .map((row) => ({
        methodType: row.methodType ?? "unknown",
        p50Ms: Math.round(row.p50Ms),
        p90Ms: Math.round(row.p90Ms),
        sample: row.sample,
      })),
    webhookLatency,
  };
}

/** A slot without a row had nothing happen in it: the charts show it as empty, not as missing. */
function everySlot(slots: Slots, rows: readonly SlotRow[]): Overview["slots"] {
  const bySlot = new Map(rows.map((row) => [row.slot, row]));
  return Array.from({ length: slots.count }, (_, slot) => {
    const row = bySlot.get(slot);
    return {
      at: new Date(slots.from.getTime() + slot * slots.slotMs),
      attempts: row?.attempts ?? 0,
      declined: row?.declined ?? 0,
      volume: row?.volume ?? 0n,
      refunds: row?.refunds ?? 0n,
    };
  });
}

async function attentionFor(runtime: Runtime, actor: Actor): Promise<Overview["attention"]> {
  const counts = await readAttention(runtime.db, runtime.scope, actor.userId);
  const may = (permission: Parameters<typeof isPermitted>[1]): boolean =>
    isPermitted(actor.role, permission);
  return {
    cases: may("case:read") ? counts.cases : null,
    approvals: may("approval:decide") ? counts.approvals : null,
    unknownCommands: may("command:read") ? counts.unknownCommands : null,
    parkedEvents: may("webhook:read") ? counts.parkedEvents : null,
    drift: may("ledger:read") ? counts.drift : null,
  };
}
