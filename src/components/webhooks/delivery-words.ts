import type { GlyphName } from "#components/ui/glyph.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { DeliveryResult, DeliveryRow, EventStatus } from "#core/contracts/webhooks.ts";

interface Words {
  readonly word: string;
  readonly tone: Tone;
  readonly glyph?: GlyphName;
  readonly meaning: string;
}

/** What the listener answered, and why. */
export const RESULT_WORDS = {
  accepted: {
    word: "Accepted",
    tone: "ok",
    meaning: "The signature was right; the exact bytes were stored before the answer.",
  },
  duplicate: {
    word: "Duplicate",
    tone: "mute",
    meaning: "This event had been stored before. Stripe was told so, and nothing was done twice.",
  },
  swept: {
    word: "Fetched by us",
    tone: "warn",
    meaning: "No delivery brought this event: we asked Stripe for it and stored what it answered.",
  },
  bad_signature: {
    word: "Bad signature",
    tone: "bad",
    meaning: "No secret of ours signed these bytes. Nothing was stored.",
  },
  too_old: {
    word: "Too old",
    tone: "bad",
    meaning: "The signature was made more than five minutes ago: this may be a recording.",
  },
  from_future: {
    word: "From the future",
    tone: "bad",
    meaning: "The signature carries a time ahead of ours. Check the clock of this machine.",
  },
  too_big: {
    word: "Too big",
    tone: "bad",
    meaning: "The body was larger than one mebibyte and was not read.",
  },
  unreadable: {
    word: "Unreadable",
    tone: "warn",
    meaning: "The signature was right but the body is not an event. It is kept as a dead letter.",
  },
  wrong_mode: {
    word: "Wrong mode",
    tone: "warn",
    meaning: "A live event at a test console, or the other way round. It was not applied.",
  },
} as const satisfies Record<DeliveryResult, Words>;

/** What became of the event. */
export const STATUS_WORDS = {
  received: {
    word: "Waiting",
    tone: "info",
    glyph: "open",
    meaning: "Stored; a worker will apply it.",
  },
  done: { word: "Applied", tone: "ok", meaning: "Projected in one transaction." },
  superseded: {
    word: "Superseded",
    tone: "mute",
    meaning: "A newer state of the same object was applied instead.",
  },
  ignored: { word: "Ignored", tone: "mute", meaning: "The console keeps nothing of this kind." },
  parked: {
    word: "Parked",
    tone: "bad",
    meaning: "Failed too often; this object waits for a person, the others go on.",
  },
  dead: {
    word: "Dead letter",
    tone: "bad",
    meaning: "It can never be applied as it is. Its bytes are kept.",
  },
} as const satisfies Record<EventStatus, Words>;

/** The one badge of a row: the fate of the event where there is one, else the listener's answer. */
export function badgeOf(row: Pick<DeliveryRow, "result" | "status">): Words {
  const stored = row.result === "accepted" || row.result === "swept";
  if (stored && row.status !== null) return STATUS_WORDS[row.status];
  return RESULT_WORDS[row.result];
}
