import type { OverridePreview } from "#core/contracts/overrides.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import type { OverrideWork } from "./override-work.ts";
import { placeOverride } from "./place-override.ts";

/** Carries the preview out of a transaction that must not commit. */
class RolledBack extends Error {
  override readonly name = "RolledBack";
  readonly preview: OverridePreview;

  constructor(preview: OverridePreview) {
    super("rolled back");
    this.preview = preview;
  }
}

/**
 * Says what an override would do by doing all of it, up to the request to Stripe, in a transaction that rolls back.
 * Throws what `placeOverride` throws.
 */
export async function previewOverride<Params extends object>(
  runtime: Runtime,
  actor: Actor,
  work: OverrideWork<Params>,
  params: Params,
): Promise<OverridePreview> {
  const asked = { commandId: newId(), params, note: undefined };
  try {
    return await runtime.db.transaction(async (tx) => {
      const { preview } = await placeOverride(tx, runtime, actor, work, asked);
      throw new RolledBack(preview);
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.preview;
    throw error;
  }
}
