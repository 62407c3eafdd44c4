import { type Html, html } from "../protocol/html.ts";
import { exponentOf } from "../resources/money/currencies.ts";

/** An instant in milliseconds, in UTC, as every time of the sandbox is. */
export function timeOf(ms: number): Html {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

/** `1,234.50 EUR` from minor units, with the currency's own number of decimals. */
export function amountText(amountMinor: number, currency: string): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const text = format.format(amountMinor / 10 ** digits).replace("-", "\u2212");
  return `${text} ${currency.toUpperCase()}`;
}

const TONES: Readonly<Record<string, "ok" | "warn" | "bad" | "info">> = {
  succeeded: "ok",
  paid: "ok",
  active: "ok",
  available: "ok",
  enabled: "ok",
  complete: "ok",
  won: "ok",
  delivered: "ok",
  ready: "ok",
  failed: "bad",
  lost: "bad",
  undelivered: "bad",
  given_up: "bad",
  uncollectible: "bad",
  unpaid: "bad",
  needs_response: "warn",
  past_due: "warn",
  requires_action: "warn",
  requires_payment_method: "warn",
  requires_capture: "warn",
  pending: "info",
  in_transit: "info",
  processing: "info",
  open: "info",
  under_review: "info",
};

/** A status in words, coloured by what it means. */
export function statusBadge(status: string): Html {
  return html`<span class="badge ${TONES[status] ?? "mute"}">${status.replaceAll("_", " ")}</span>`;
}

/** `payment_intent` as `Payment intent`. */
export function nounText(kind: string): string {
  const text = kind.replaceAll(/[._]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where the page of an object or event is. */
export function objectPath(id: string): string {
  return `/_sandbox/page/objects/${encodeURIComponent(id)}`;
}
