import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";

/** What an admin signs to open break-glass. */
export interface BreakGlassTerms {
  readonly breakGlassId: string;
  readonly accountId: string;
  readonly livemode: boolean;
  readonly personId: string;
  /** How long it stays open. */
  readonly minutes: number;
  readonly reason: string;
  readonly incident: string;
}

const messageSchema = z.strictObject({
  version: z.literal(1),
  purpose: z.literal("break-glass"),
  breakGlassId: z.string(),
  accountId: z.string(),
  livemode: z.boolean(),
  personId: z.string(),
  minutes: z.int(),
  reason: z.string(),
  incident: z.string(),
  /** ISO 8601: signed later it opens nothing. */
  expiresAt: z.string(),
  nonce: z.string(),
});

/** The text whose SHA-256 the passkey signs: canonical JSON. */
export function breakGlassMessage(
  terms: BreakGlassTerms,
  { expiresAt, nonce }: { expiresAt: string; nonce: string },
): string {
  const { breakGlassId, accountId, livemode, personId, minutes, reason, incident } = terms;
  const where = { breakGlassId, accountId, livemode, personId };
  const what = { minutes, reason, incident };
  return canonicalJson({ version: 1, purpose: "break-glass", ...where, ...what, expiresAt, nonce });
}

/** Reads a message back; null when it is not exactly what {@link breakGlassMessage} writes. */
export function readBreakGlassMessage(text: string): z.infer<typeof messageSchema> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = messageSchema.safeParse(json);
  return read.success && canonicalJson(read.data) === text ? read.data : null;
}
