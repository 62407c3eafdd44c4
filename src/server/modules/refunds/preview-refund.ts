import type { PreviewRefundInput, RefundPreview } from "#core/contracts/refunds.ts";
import type { Actor } from "#core/roles.ts";
import { newId } from "#server/platform/clock/ids.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { placeRefund } from "./place-refund.ts";

/** Carries the preview out of a transaction that must not commit. */
class RolledBack extends Error {
  override readonly name = "RolledBack";
  readonly preview: RefundPreview;

  constructor(preview: RefundPreview) {
    super("rolled back");
    this.preview = preview;
  }
}

/**
 * Says what a refund would do by doing all of it, up to the request to Stripe, in a transaction that rolls back.
 * Under an id of its own, so that the intent's id stays unused. Throws what `placeRefund` throws.
 */
export async function previewRefund(
  runtime: Runtime,
  actor: Actor,
  input: PreviewRefundInput,
): Promise<RefundPreview> {
  try {
    return await runtime.db.transaction(async (tx) => {
      const { preview } = await placeRefund(tx, runtime, actor, { ...input, commandId: newId() });
      throw new RolledBack(preview);
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.preview;
    throw error;
  }
}
