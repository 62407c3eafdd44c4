import { type ArgumentSpec, flag, integer, words } from "./fault-arguments.ts";
import type { EffectSpec } from "./fault-effects.ts";

const webhook = (about: string, args: Readonly<Record<string, ArgumentSpec>> = {}): EffectSpec => ({
  family: "webhook",
  about,
  arguments: args,
  count: 1,
});

const once = (about: string, args: Readonly<Record<string, ArgumentSpec>> = {}): EffectSpec => ({
  family: "now",
  about,
  arguments: args,
  count: 1,
});

const HELD = {
  size: integer("how many deliveries are held before they are let go", 2, { min: 1 }),
  holdMs: integer("lets them go after this many real milliseconds even if they are fewer", 60_000),
};

/** What can be done to webhook deliveries, and to the endpoints that they go to. */
export const WEBHOOK_EFFECTS = {
  webhook_duplicate: webhook("delivers the same event more than once", {
    copies: integer("how many deliveries more", 1, { min: 1, max: 20 }),
  }),
  webhook_delay: webhook("delivers later", {
    delayMs: integer("real milliseconds", 5_000, { min: 1 }),
  }),
  webhook_drop: webhook("never delivers, and counts the delivery as made"),
  webhook_reorder: { ...webhook("holds deliveries and sends the last first", HELD), count: 2 },
  webhook_burst: {
    ...webhook("holds deliveries and then sends them all at once", {
      ...HELD,
      size: integer("how many deliveries are held before they are let go", 20, { min: 1 }),
    }),
    count: 20,
  },
  webhook_bad_signature: webhook("signs with another secret"),
  webhook_old_timestamp: webhook("signs rightly with a timestamp of the past", {
    seconds: integer("how old; receivers tolerate 300 seconds", 600, { min: 1 }),
  }),
  webhook_api_version: webhook("names another api_version in the event", {
    version: words("the version it names", "2020-08-27"),
  }),
  webhook_body_changed: webhook("changes the object's amount in the event", {
    by: integer("added to the amount, minor units", 1, {}),
    signed: flag("signs the changed body; otherwise the signature is that of the true one", false),
  }),
  endpoint_disabled: once("disables webhook endpoints, as Stripe does after days of failures"),
  endpoint_events_changed: once("changes what webhook endpoints listen to", {
    events: { kind: "strings", about: "the new enabled_events", fallback: ["customer.created"] },
  }),
  endpoint_secret_rolled: once("gives webhook endpoints a new signing secret", {
    overlapSeconds: integer("how long both secrets sign, real seconds; 24 hours at most", 0, {
      min: 0,
      max: 86_400,
    }),
  }),
} as const satisfies Record<string, EffectSpec>;
