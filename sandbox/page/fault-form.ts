import { type Html, html } from "../protocol/html.ts";
import { isRow, wordsIn } from "./ask-control.ts";

/** What a rule may be narrowed to; the address and the object are the ones that people use. */
const MATCHES = [
  ["method", "Method", "POST"],
  ["path", "Path", "/v1/refunds or /v1/charges/*"],
  ["customer", "Customer", "cus_…"],
  ["objectId", "Object", "ch_…"],
  ["eventType", "Event type", "charge.refunded"],
  ["endpoint", "Endpoint", "we_…"],
] as const;

type Row = Readonly<Record<string, unknown>>;

function argumentField(name: string, spec: Row): Html {
  const { kind, fallback, choices, about } = spec;
  const given =
    fallback === null || fallback === undefined
      ? ""
      : typeof fallback === "string"
        ? fallback
        : JSON.stringify(fallback);
  const field = `argument.${name}`;
  const options =
    kind === "boolean" ? ["true", "false"] : Array.isArray(choices) ? choices.map(String) : null;
  const type = kind === "integer" || kind === "number" ? "number" : "text";
  const control =
    options === null
      ? html`<input name="${field}" type="${type}"${kind === "number" ? html` step="any"` : null} value="${given}" autocomplete="off">`
      : html`<select name="${field}"><option value="">not set</option>${options.map(
          (option) => html`<option${option === given ? html` selected` : null}>${option}</option>`,
        )}</select>`;
  return html`<label class="field">${name}${control}<span class="quiet">${wordsIn(about, "")}</span></label>`;
}

/** The form that adds a rule of one effect, made from the effect's own description. */
export function effectFields(effect: Row, action: string): Html {
  const specs = isRow(effect["arguments"]) ? Object.entries(effect["arguments"]) : [];
  const count = effect["defaultCount"];
  return html`<form method="post" action="${action}" class="stack">
<p class="about">${wordsIn(effect["about"], "")}</p>
<input type="hidden" name="effect" value="${String(effect["name"])}">
<fieldset><legend>Where</legend><div class="fields">${MATCHES.map(
    ([name, label, example]) =>
      html`<label class="field">${label}<input name="match.${name}" placeholder="${example}" autocomplete="off" spellcheck="false"></label>`,
  )}</div></fieldset>
<fieldset><legend>How</legend><div class="fields">${specs.map(([name, spec]) => (isRow(spec) ? argumentField(name, spec) : null))}
<label class="field">How many times<input name="count" type="number" min="1" value="${typeof count === "number" ? count : ""}"><span class="quiet">empty means always</span></label>
<label class="field">Probability<input name="probability" type="number" min="0" max="1" step="any"><span class="quiet">share of the matching calls; empty means all</span></label></div></fieldset>
<p><button class="primary">Add the rule</button></p>
</form>`;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the words themselves are meant.
    return text;
  }
}

/** A rule's JSON from the posted form; fields left empty are not part of it. */
export function readFaultForm(form: URLSearchParams): object {
  const match: Record<string, string> = {};
  const rule: Record<string, unknown> = { effect: form.get("effect") ?? "", match };
  for (const [name, text] of form) {
    const value = text.trim();
    if (value === "") continue;
    if (name.startsWith("match.")) match[name.slice("match.".length)] = value;
    else if (name.startsWith("argument.")) rule[name.slice("argument.".length)] = valueOf(value);
    else if (name === "probability" || name === "count") rule[name] = Number(value);
  }
  if (rule["count"] === undefined) rule["always"] = true;
  return rule;
}
