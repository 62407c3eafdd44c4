import { type Html, html, NOTHING } from "../../protocol/html.ts";
import type { PageAnswer } from "../../protocol/page-route.ts";
import { PAGE_STYLE, PAGE_STYLE_HASH } from "./page-style.ts";

export interface HostedPage {
  readonly status: 200 | 404 | 410 | 422;
  readonly title: string;
  readonly body: Html;
  /** Where a form on the page may lead besides the sandbox itself: a browser also holds the redirect after it against the policy. */
  readonly leadsTo?: readonly (string | null)[];
}

/** A page without scripts, that nothing may frame and no cache keeps. */
export function showPage(page: HostedPage): PageAnswer {
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title}</title>
`;
  const body = html`<body>
<main>
<p class="mode">Stripe sandbox · test mode, no money moves</p>
<h1>${page.title}</h1>
${page.body}
</main>
</body>
</html>
`;
  return {
    status: page.status,
    headers: {
      ...SAFE_HEADERS,
      "content-security-policy": policy(page.leadsTo ?? []),
      "content-type": "text/html; charset=utf-8",
    },
    body: `${text}<style>${PAGE_STYLE}</style>\n</head>\n${body.text}`,
  };
}

const SAFE_HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** Sends the browser on with a GET, as after a form that was taken. */
export function sendTo(location: string): PageAnswer {
  return { status: 303, headers: { ...SAFE_HEADERS, location }, body: "" };
}

function policy(leadsTo: readonly (string | null)[]): string {
  const origins = leadsTo.map((url) => webOrigin(url)).filter((origin) => origin !== null);
  return [
    "default-src 'none'",
    `style-src 'sha256-${PAGE_STYLE_HASH}'`,
    `form-action ${["'self'", ...new Set(origins)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function webOrigin(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}

/** A link back to the merchant, where there is a place to go back to. */
export function returnLink(url: string | null): Html {
  return url === null || webOrigin(url) === null
    ? NOTHING
    : html`<p><a href="${url}">Return to the merchant</a></p>`;
}

/** A page that only says something, such as that a link has had its day. */
export function saysOnly(
  status: HostedPage["status"],
  title: string,
  text: string,
  back: string | null,
): PageAnswer {
  return showPage({
    status,
    title,
    body: html`<div class="sheet"><p>${text}</p>${returnLink(back)}</div>`,
  });
}
