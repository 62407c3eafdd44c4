import { invariant } from "#core/invariant.ts";
import type { Runtime, SigningSettings } from "#server/platform/runtime.ts";

/** What credentials belong to. Only processes that serve people have it: in others nobody can prove anything. */
export function signingOf({ signing }: Runtime): SigningSettings {
  invariant(signing, "nobody signs in this process");
  return signing;
}
