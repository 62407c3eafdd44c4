/** The places where a process can be stopped, by the step of a command's life that it is in. */
export const STOP_POINTS = {
  W0: "in a person's request, before it commits",
  W1: "after a person's request committed, before they hear of it",
  W2: "in the claim, before it commits",
  W3: "after claim and attempt committed, before the first byte",
  W4: "after the request's bytes arrived at Stripe",
  W5: "after Stripe's answer, before it is written down",
  W6: "while the answer is written down, before that commits",
  W7: "after the answer was written down, before its events are handled",
} as const;
export type StopPoint = keyof typeof STOP_POINTS;

/**
 * What becomes of a stopped process: killed; frozen until others took its work over, then woken with its old fencing token;
 * cut off from the database; told that its commit failed although it did not.
 */
export type Fate = "kill" | "freeze" | "cut" | "fail";

/** What can become of a process where. A commit can only be in doubt once it happened. */
export const FATES: Readonly<Record<StopPoint, readonly [Fate, ...Fate[]]>> = {
  W0: ["kill", "cut"],
  W1: ["kill", "fail"],
  W2: ["kill", "freeze", "cut"],
  W3: ["kill", "freeze", "fail"],
  W4: ["kill"],
  W5: ["kill", "freeze", "cut"],
  W6: ["kill", "freeze", "cut"],
  W7: ["kill", "fail"],
};
