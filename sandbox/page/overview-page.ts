import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer } from "../protocol/page-route.ts";
import { renderBalance } from "../resources/balance.ts";
import { clockSection, testClockSection } from "./clock-form.ts";
import { amountText, timeOf } from "./formats.ts";
import { nothing, page, section } from "./layout.ts";
import { eventTable, objectTable } from "./object-table.ts";
import { newestEvents, newestOf } from "./read-objects.ts";

const EVENTS_SHOWN = 12;
const PAYOUTS_SHOWN = 4;

function moneySection(engine: Engine): Html {
  const { available, pending } = renderBalance(engine.world);
  const waiting = new Map(pending.map(({ currency, amount }) => [currency, amount]));
  const figures = available.map(
    ({
      currency,
      amount,
    }) => html`<div class="figure"><dt>Available</dt><dd>${amountText(amount, currency)}</dd></div>
<div class="figure"><dt>Pending</dt><dd>${amountText(waiting.get(currency) ?? 0, currency)}</dd></div>`,
  );
  const newest = newestOf(engine.world.store, "payout", { text: "", before: null });
  // The balance beside them is the platform's own.
  const rows = newest.rows.filter(({ account }) => account === null);
  const payouts =
    rows.length === 0
      ? nothing("No payout yet.")
      : objectTable("Payouts, newest first", rows.slice(0, PAYOUTS_SHOWN));
  const sums =
    figures.length === 0
      ? nothing("No money has moved yet.")
      : html`<dl class="figures">${figures}</dl>`;
  return section("Balance and payouts", [sums, payouts], "money");
}

function eventSection(engine: Engine): Html {
  const rows = newestEvents(engine.world.store, "", EVENTS_SHOWN);
  const body =
    rows.length === 0
      ? nothing("Nothing has happened yet.")
      : eventTable("Events, newest first", rows);
  return section("What just happened", body, "latest");
}

/** What should have happened and did not; nothing while every timer works. */
function failureSection({ world }: Engine): Html {
  const failed = world.timers.failed();
  if (failed.length === 0) return html``;
  const items = failed.map(
    ({ kind, subject, dueMs, error }) =>
      html`<li><strong>${kind}</strong> <span class="id">${subject}</span>, due ${timeOf(dueMs)}<pre>${error}</pre></li>`,
  );
  return section("Timers that failed", html`<ul>${items}</ul>`, "failures");
}

/** The first page: what the sandbox is, its clock, its money, and what just happened. */
export function overviewPage(engine: Engine, problem: string | null = null): PageAnswer {
  const { accountId } = engine.world;
  const body = [
    html`<h1>A Stripe account on this machine</h1>
<p class="lead">The sandbox answers like Stripe’s API, moves no real money and needs no Stripe account: payments, refunds, payouts and signed webhooks behave as they do at Stripe. Move its clock, break things on purpose, and watch what a product that listens to it does.</p>
<p class="quiet">Account <span class="id">${accountId}</span></p>`,
    failureSection(engine),
    html`<div class="columns">${clockSection(engine)}${moneySection(engine)}</div>`,
    eventSection(engine),
    testClockSection(engine) ?? html``,
  ];
  return page(engine, { place: "/_sandbox", title: "Overview", body, problem });
}
