/**
 * The six meanings colour may have: `ok` settled well · `warn` needs a look · `bad` failed or lost · `info` on its way ·
 * `pend` waits for a person · `mute` over and done.
 */
export type Tone = "ok" | "warn" | "bad" | "info" | "pend" | "mute";

/** Text on its tint, by tone. */
export const toneClasses: Readonly<Record<Tone, string>> = {
  ok: "bg-ok-tint text-ok",
  warn: "bg-warn-tint text-warn",
  bad: "bg-bad-tint text-bad",
  info: "bg-info-tint text-info",
  pend: "bg-pend-tint text-pend",
  mute: "bg-mute-tint text-mute",
};

/** Text alone, by tone. */
export const toneText: Readonly<Record<Tone, string>> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  pend: "text-pend",
  mute: "text-mute",
};
