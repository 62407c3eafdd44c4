import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import type { AccountScope } from "#core/mode.ts";
import { parseStored } from "#core/stored-json.ts";
import { type StripeOperation, takesMetadata } from "#server/platform/stripe/stripe-operations.ts";
import type { CommandRow } from "../commands/index.ts";
import type { OverridePlan, OverrideWork } from "./override-work.ts";

/** The one idempotency key of an override: made from its id, never from amount, object or time. */
export function overrideKey(work: Pick<OverrideWork, "kind">, commandId: string): string {
  return `cmd/${commandId}/${work.kind}/1`;
}

/** The exact body that Stripe will receive, as canonical JSON, with the command's id where Stripe keeps metadata. */
export function overrideBody(
  operation: StripeOperation,
  plan: Pick<OverridePlan, "body">,
  commandId: string,
): string {
  const mark = takesMetadata(operation) ? { metadata: { command_id: commandId } } : {};
  return canonicalJson({ ...plan.body, ...mark });
}

/** What was asked for, as canonical JSON: the same id with other parameters is another intent. */
export function overrideParams(
  work: Pick<OverrideWork, "kind">,
  scope: AccountScope,
  requesterId: string,
  asked: { readonly params: object; readonly note: string | undefined },
): string {
  return canonicalJson({
    kind: work.kind,
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    params: plain(asked.params),
    note: asked.note,
  });
}

/** Reads the parameters of a stored command; throws when they are not this kind's. */
export function readParams<Params extends object>(
  work: OverrideWork<Params>,
  command: Pick<CommandRow, "params">,
): Params {
  const stored = z.parse(z.object({ params: z.unknown() }), parseStored(command.params));
  return z.parse(work.params, stored.params);
}

/** Instants as text; everything else that parameters may hold is canonical already. */
function plain(value: unknown): Canonical {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, plain(item)]),
    );
  return value as Canonical;
}
