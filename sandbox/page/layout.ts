import type { Engine } from "../engine.ts";
import { type Html, html } from "../protocol/html.ts";
import type { PageAnswer } from "../protocol/page-route.ts";
import { timeOf } from "./formats.ts";

/** Our own files and forms only: no inline script or style, no frame around the page, no word to other hosts. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Not "no-referrer": browsers would then hide the origin of our own forms.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

const PLACES = [
  ["/_sandbox", "Overview"],
  ["/_sandbox/page/objects", "Objects"],
  ["/_sandbox/page/events", "Events"],
  ["/_sandbox/page/deliveries", "Webhooks"],
  ["/_sandbox/page/faults", "Faults"],
  ["/_sandbox/page/incidents", "Incidents"],
] as const;

export type Place = (typeof PLACES)[number][0];

export interface PageContent {
  readonly place: Place;
  readonly title: string;
  readonly body: Html | readonly Html[];
  /** What went wrong with what was asked for; the page is then answered with 400. */
  readonly problem?: string | null;
}

/** A whole page: the bar with the account's clock, the places, and the content. */
export function page(
  engine: Engine,
  { place, title, body, problem = null }: PageContent,
): PageAnswer {
  const { clock } = engine.world;
  const pace = clock.state.frozen ? "stands still" : `runs × ${clock.state.speed}`;
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Stripe sandbox</title>
<link rel="icon" href="/_sandbox/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_sandbox/assets/page.css">
<link rel="stylesheet" href="/_sandbox/assets/parts.css">
<link rel="stylesheet" href="/_sandbox/assets/tables.css">
<script type="module" src="/_sandbox/assets/live.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="bar">
<a class="mark" href="/_sandbox"><img src="/_sandbox/assets/icon.svg" alt="" width="20" height="20">Stripe sandbox</a>
<p class="clock" id="bar-clock" data-live><span class="sr">Account’s clock: </span>${timeOf(clock.nowMs())}<span class="quiet">${pace}</span></p>
<nav aria-label="Sandbox"><ul>${PLACES.map(
    ([path, name]) =>
      html`<li><a href="${path}"${path === place ? html` aria-current="page"` : null}>${name}</a></li>`,
  )}</ul></nav>
</header>
<main id="content" tabindex="-1">
${problem === null ? null : html`<p class="notice bad" role="alert">${problem}</p>`}
${body}
</main>
</body>
</html>
`;
  return { status: problem === null ? 200 : 400, headers: HEADERS, body: document.text };
}

/** Sends the browser on to a page after a form did its work. */
export function seeOther(location: string): PageAnswer {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}

/** A part of the page with its heading; with an id it is kept up to date while the page is open. */
export function section(heading: string, body: Html | readonly Html[], liveId?: string): Html {
  const live = liveId === undefined ? null : html` id="${liveId}" data-live`;
  return html`<section aria-label="${heading}"${live}><h2>${heading}</h2>${body}</section>`;
}

/** What stands where a list has nothing to show. */
export function nothing(text: string): Html {
  return html`<p class="empty">${text}</p>`;
}
