import { createHash } from "node:crypto";

/** One style for every page that the sandbox shows to a customer; light and dark, from a phone to a desk. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #f4f5f7; --sheet: #fff; --ink: #1b2130; --soft: #576074; --line: #d5d9e2;
  --field: #868fa3; --accent: #2f4bd8; --on-accent: #fff; --alarm: #b3202c; --alarm-ground: #fdeeee; --fine: #17693f; --fine-ground: #e9f6ee; }
@media (prefers-color-scheme: dark) { :root { --ground: #10131a; --sheet: #191e28; --ink: #eceff6; --soft: #a6afc2; --line: #323a4b;
  --field: #77829a; --accent: #9db0ff; --on-accent: #10131a; --alarm: #ffa3a8; --alarm-ground: #3a1b20; --fine: #86dbab; --fine-ground: #14301f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: min(34rem, 100% - 2rem); margin: clamp(1rem, 6vh, 4rem) auto; }
.mode { margin: 0 0 .75rem; color: var(--soft); font-size: .875rem; }
section, .sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 0 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; text-wrap: balance; }
h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; } p:last-child { margin-bottom: 0; }
ul { list-style: none; margin: 0; padding: 0; }
li.method { display: grid; grid-template-columns: 1fr auto; gap: .25rem .75rem; align-items: center; padding: .75rem 0; border-top: 1px solid var(--line); }
li.method:first-child { border-top: 0; padding-top: 0; } li.method:last-child { padding-bottom: 0; }
.face { font-variant-numeric: tabular-nums; } .soft { color: var(--soft); font-size: .875rem; }
.badge { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .8125rem; color: var(--soft); white-space: nowrap; }
.choices { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; align-items: center; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: .875rem; } .wide { grid-column: 1 / -1; }
label { display: block; font-size: .875rem; font-weight: 600; margin-bottom: .25rem; }
input[type=text], input[type=email] { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--field); border-radius: .5rem; }
input[aria-invalid=true] { border-color: var(--alarm); }
.error { color: var(--alarm); font-size: .875rem; margin: .25rem 0 0; }
.check { display: flex; gap: .5rem; align-items: center; font-weight: 400; margin: 0; min-height: 1.75rem; }
.check input { width: 1.125rem; height: 1.125rem; accent-color: var(--accent); }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1rem; border-radius: .5rem; border: 1px solid var(--field); background: transparent; color: inherit; cursor: pointer; }
button.first { background: var(--accent); border-color: var(--accent); color: var(--on-accent); width: 100%; }
button.small { min-height: 2.25rem; padding: .25rem .75rem; font-size: .875rem; font-weight: 500; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
.note { border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem; }
.alarm { background: var(--alarm-ground); color: var(--alarm); } .fine { background: var(--fine-ground); color: var(--fine); }
details { margin-top: 1rem; font-size: .875rem; } summary { cursor: pointer; padding: .25rem 0; }
dl { margin: .5rem 0 0; display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; } dt { font-variant-numeric: tabular-nums; white-space: nowrap; } dd { margin: 0; color: var(--soft); }
form.stacked { display: grid; gap: .75rem; } form.stacked button { width: 100%; }
@media (max-width: 30rem) { li.method { grid-template-columns: 1fr; } .choices { justify-content: flex-start; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .25rem; } }
`;

/** Lets the content security policy name exactly this style, and no other. */
export const PAGE_STYLE_HASH = createHash("sha256").update(PAGE_STYLE).digest("base64");
