import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer, PageRequest } from "../protocol/page-route.ts";
import { askControl, isRow, rowsIn } from "./ask-control.ts";
import { effectFields, readFaultForm } from "./fault-form.ts";
import { nounText, objectPath } from "./formats.ts";
import { nothing, page, section, seeOther } from "./layout.ts";

const PLACE = "/_sandbox/page/faults";

type Row = Readonly<Record<string, unknown>>;

function setText(group: unknown): string {
  if (!isRow(group)) return "";
  const set = Object.entries(group).filter(([, value]) => value !== null);
  return set.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(", ");
}

function ruleHtml(rule: Row): Html {
  const { id, effect, hits, count, active, name } = rule;
  const objects = Array.isArray(rule["objects"]) ? rule["objects"].map(String) : [];
  return html`<tr>
<td><strong>${nounText(String(effect))}</strong>${typeof name === "string" ? html` <span class="quiet">${name}</span>` : null}<br><span class="id quiet">${String(id)}</span></td>
<td>${[setText(rule["match"]), setText(rule["arguments"])].filter((text) => text !== "").join(" · ")}</td>
<td class="number">${Number(hits)}${typeof count === "number" ? ` of ${count}` : null}</td>
<td><span class="badge ${active === true ? "warn" : "mute"}">${active === true ? "active" : "used up"}</span></td>
<td>${objects.map((object) => html`<a class="id" href="${objectPath(object)}">${object}</a> `)}</td>
<td><form method="post" action="${PLACE}/${encodeURIComponent(String(id))}/remove"><button aria-label="Remove ${String(id)}">Remove</button></form></td>
</tr>`;
}

function ruleTable(rules: readonly Row[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Rules"><table>
<caption class="sr">Fault rules</caption>
<thead><tr><th scope="col">Effect</th><th scope="col">Where and how</th><th scope="col" class="number">Hits</th><th scope="col">State</th><th scope="col">Touched</th><th scope="col">Undo</th></tr></thead>
<tbody>${rules.map(ruleHtml)}</tbody></table></div>
<form method="post" action="${PLACE}/clear" class="tools"><button>Remove all rules</button></form>`;
}

/** The fault rules with their hits, and one form for each effect that a rule may have. */
export function faultsPage(
  engine: Engine,
  query: URLSearchParams,
  problem: string | null = null,
): PageAnswer {
  const rules = rowsIn(askControl(engine, { method: "GET", path: "faults" }), "rules");
  const effects = rowsIn(askControl(engine, { method: "GET", path: "faults/effects" }), "effects");
  const wanted = query.get("effect");
  const chosen = effects.find(({ name }) => name === wanted) ?? effects[0];
  const body = [
    html`<h1>Faults</h1>
<p class="lead">A rule makes the sandbox misbehave where it matches: answers fail or are lost, webhooks go astray, money drifts. What a rule really did stays done when the rule is removed.</p>`,
    section(
      "Rules",
      rules.length === 0 ? nothing("No rule: everything works.") : ruleTable(rules),
      "rules",
    ),
    section("Add a rule", [
      html`<form method="get" action="${PLACE}" class="tools"><label>Effect <select name="effect">${effects.map(
        (effect) =>
          html`<option value="${String(effect["name"])}"${effect === chosen ? html` selected` : null}>${nounText(String(effect["name"]))} (${String(effect["family"])})</option>`,
      )}</select></label><button>Choose</button></form>`,
      chosen === undefined
        ? nothing("There is no effect to choose.")
        : effectFields(chosen, `${PLACE}/add`),
    ]),
  ];
  return page(engine, { place: PLACE, title: "Faults", body, problem });
}

/** Adds a rule from the form; where it is wrong the form says why. */
export function addFault(engine: Engine, { body }: PageRequest): PageAnswer {
  const form = new URLSearchParams(body);
  const { problem } = askControl(engine, {
    method: "POST",
    path: "faults",
    body: readFaultForm(form),
  });
  return problem === null ? seeOther(PLACE) : faultsPage(engine, form, problem);
}

/** Removes one rule. */
export function removeFault(engine: Engine, { found, query }: PageRequest): PageAnswer {
  const path = `faults/${encodeURIComponent(found["id"] ?? "")}`;
  const { problem } = askControl(engine, { method: "DELETE", path });
  return problem === null ? seeOther(PLACE) : faultsPage(engine, query, problem);
}

/** Removes every rule. */
export function clearFaults(engine: Engine): PageAnswer {
  askControl(engine, { method: "DELETE", path: "faults" });
  return seeOther(PLACE);
}
