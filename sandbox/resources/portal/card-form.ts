import type { Stripe } from "stripe";
import { type Html, html, NOTHING } from "../../protocol/html.ts";
import type { World } from "../../world.ts";
import { addCardByData } from "../new-payment-method.ts";
import { readCard } from "../setup/card-data.ts";

/** What is shown next to a field, or above the form where it belongs to none. */
export interface FormProblem {
  readonly field: "number" | "expiry" | "cvc" | "postal_code" | null;
  readonly message: string;
}

const EXAMPLES = [
  ["4242 4242 4242 4242", "works"],
  ["4000 0027 6000 3184", "asks for 3-D Secure"],
  ["4000 0000 0000 0341", "can be saved, declines when charged"],
  ["4000 0000 0000 0002", "is declined"],
  ["4000 0000 0000 9995", "is declined for insufficient funds"],
] as const;

/** The fields of a card. What was typed is not shown again: a number that is none of ours may be somebody's own. */
export function cardFields(problem: FormProblem | null): Html {
  return html`<div class="fields">
${field("number", "Card number", "wide", "numeric", problem)}
${field("expiry", "Expires (MM / YY)", "", "numeric", problem)}
${field("cvc", "Security code", "", "numeric", problem)}
${field("postal_code", "Postal code", "wide", "text", problem)}
</div>`;
}

function field(
  name: "number" | "expiry" | "cvc" | "postal_code",
  label: string,
  place: string,
  keyboard: "numeric" | "text",
  problem: FormProblem | null,
): Html {
  const wrong = problem?.field === name;
  const state = wrong ? html` aria-invalid="true" aria-describedby="${name}-error"` : NOTHING;
  const error = wrong ? html`<p class="error" id="${name}-error">${problem.message}</p>` : NOTHING;
  // No autocomplete: a browser would offer the cards that its owner really has.
  return html`<div class="${place}"><label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" inputmode="${keyboard}" autocomplete="off" required maxlength="30"${state}>${error}</div>`;
}

/** Says above a form what went wrong in it; read out by screen readers at once. */
export function problemNote(problem: FormProblem | null): Html {
  return problem === null
    ? NOTHING
    : html`<p class="note alarm" role="alert">${problem.field === null ? problem.message : "Your card was not saved. Please check what is marked below."}</p>`;
}

/** Numbers to try. */
export function exampleCards(): Html {
  const rows = EXAMPLES.map(([number, does]) => html`<dt>${number}</dt><dd>${does}</dd>`);
  return html`<details><summary>Test cards for this page</summary><dl>${rows}</dl><p class="soft">Any month to come, any three digits, any postal code.</p></details>`;
}

/** The method of the card in the form, saved but with no customer yet, or what is wrong with what was typed. */
export function methodFromForm(
  world: World,
  form: URLSearchParams,
  billing: Partial<Stripe.PaymentMethod.BillingDetails> = {},
): { method: Stripe.PaymentMethod } | { problem: FormProblem } {
  const postalCode = textOf(form, "postal_code");
  if (!/^[A-Za-z0-9 -]{3,12}$/.test(postalCode))
    return {
      problem: { field: "postal_code", message: "Enter the postal code of the card's address." },
    };
  const data = {
    number: textOf(form, "number"),
    ...expiryOf(textOf(form, "expiry")),
    cvc: textOf(form, "cvc"),
  };
  const read = readCard(data, world.clock.nowMs());
  if ("problem" in read) {
    const { field: name, message } = read.problem;
    const shown = name === "exp_month" || name === "exp_year" ? "expiry" : name;
    return { problem: { field: shown, message } };
  }
  const address = {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: postalCode,
    state: null,
  };
  const details = { email: null, name: null, phone: null, tax_id: null, ...billing, address };
  return { method: addCardByData(world, read.card, data, { billing: details }) };
}

function textOf(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? "").trim();
}

/** Month 0, which no card has, stands for what cannot be read. */
function expiryOf(text: string): { expMonth: number; expYear: number } {
  const [, month = "0", year = ""] = /^(\d{1,2})\s*[/ -]?\s*(\d{2}|\d{4})$/.exec(text) ?? [];
  return { expMonth: Number(month), expYear: Number(year.length === 2 ? `20${year}` : year) };
}
