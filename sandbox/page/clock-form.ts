import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import { timeOf } from "./formats.ts";
import { section } from "./layout.ts";
import { objectTable } from "./object-table.ts";
import { isKind, newestOf } from "./read-objects.ts";

const HOUR_SECONDS = 3_600;
const STEPS = [
  ["An hour", HOUR_SECONDS],
  ["A day", 24 * HOUR_SECONDS],
  ["A week", 7 * 24 * HOUR_SECONDS],
] as const;
const SPEEDS = [1, 60, 600, 3_600, 86_400] as const;
const ACTION = "/_sandbox/page/clock";

/** The account's clock with the buttons that move it. */
export function clockSection(engine: Engine): Html {
  const { clock } = engine.world;
  const { frozen, speed } = clock.state;
  const speeds = SPEEDS.some((known) => known === speed) ? SPEEDS : [speed, ...SPEEDS];
  const body = html`<p class="now" id="clock-now" data-live>${timeOf(clock.nowMs())}<span class="badge ${frozen ? "warn" : "ok"}">${frozen ? "stands still" : "running"}</span></p>
<form method="post" action="${ACTION}" class="tools"><span class="caption">Move forward</span>${STEPS.map(
    ([name, seconds]) => html`<button name="advanceSeconds" value="${seconds}">${name}</button>`,
  )}</form>
<form method="post" action="${ACTION}" class="tools"><label>Pace <select name="speed">${speeds.map(
    (pace) =>
      html`<option value="${pace}"${pace === speed ? html` selected` : null}>${pace === 1 ? "real time" : `× ${pace}`}</option>`,
  )}</select></label><button>Set pace</button></form>
<form method="post" action="${ACTION}" class="tools"><button name="freeze" value="${frozen ? "false" : "true"}">${frozen ? "Let it run" : "Stop the clock"}</button></form>
<p class="quiet">Everything that becomes due (settlement, payouts, renewals) has happened when the page is back.</p>`;
  return section("Clock", body);
}

/** The test clocks, where there are any. */
export function testClockSection(engine: Engine): Html | null {
  const kind = ["test_clock", "test_helpers_test_clock"].find(isKind);
  if (kind === undefined) return null;
  const { rows } = newestOf(engine.world.store, kind, { text: "", before: null });
  if (rows.length === 0) return null;
  return section("Test clocks", objectTable("Test clocks", rows), "test-clocks");
}
