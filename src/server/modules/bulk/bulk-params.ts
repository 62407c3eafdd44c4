import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { booksPreviewSchema } from "#core/contracts/books-changes.ts";
import { bulkWhys, type RequestBulkInput } from "#core/contracts/bulk.ts";
import { refundReasons } from "#core/contracts/refunds.ts";
import type { AccountScope } from "#core/mode.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { CommandRow } from "../commands/index.ts";
import type { IncludedRow, LeftOutRow } from "./dry-run.policy.ts";

/** What a person asked for, without the rows that came of it. */
type Asked = Pick<RequestBulkInput, "text" | "reason" | "note">;

const minorSchema = z.pipe(
  z.string().check(z.regex(/^\d{1,19}$/)),
  z.transform((text) => BigInt(text)),
);

const storedSchema = z.object({
  requester: z.string(),
  reason: z.enum(refundReasons),
  note: z.string(),
  pasted: z.string(),
  rows: z.array(
    z.object({
      n: z.int(),
      payment: z.string(),
      charge: z.string(),
      amount: minorSchema,
      currency: z.string(),
      available: minorSchema,
    }),
  ),
  leftOut: z.array(z.object({ line: z.int(), id: z.nullable(z.string()), why: z.enum(bulkWhys) })),
});
export type BulkParams = z.infer<typeof storedSchema>;
/** A row of the signed list. Minor units. */
export type SignedRow = BulkParams["rows"][number];

/** The rows of the list in the order in which they were pasted, as they are signed. */
export function listOf(rows: readonly IncludedRow[]): Canonical {
  return storedList(
    rows.map(({ paymentId, chargeId, amount, available }, at) => ({
      n: at + 1,
      payment: paymentId,
      charge: chargeId,
      amount: amount.amountMinor,
      currency: amount.currency,
      available,
    })),
  );
}

/** The same from rows that were read back. */
export function storedList(rows: readonly SignedRow[]): Canonical {
  return rows.map(({ n, payment, charge, amount, currency, available }) => ({
    n,
    payment,
    charge,
    amount: amount.toString(),
    currency,
    available: available.toString(),
  }));
}

/** What was asked for, as canonical JSON: the same id with another paste, reason or note is another intent. */
export function bulkParams(
  scope: AccountScope,
  requesterId: string,
  { text, reason, note }: Asked,
  judged: { readonly included: readonly IncludedRow[]; readonly leftOut: readonly LeftOutRow[] },
): string {
  return canonicalJson({
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    reason,
    note,
    pasted: sha256(text),
    rows: listOf(judged.included),
    // What nobody understood may be anything, a customer's address too: it is not kept.
    leftOut: judged.leftOut.map(({ line, id, why }) => ({
      line,
      id: why === "not_understood" ? null : id,
      why,
    })),
  });
}

/** Reads what {@link bulkParams} wrote; throws when it is none. */
export function readBulkParams({ params }: Pick<CommandRow, "params">): BulkParams {
  return z.parse(storedSchema, JSON.parse(params));
}

/** Whether a stored command is this person's same request, whatever the rows stand like by now. */
export function isSameRequest(stored: BulkParams, requesterId: string, asked: Asked): boolean {
  return (
    stored.requester === requesterId &&
    stored.pasted === sha256(asked.text) &&
    stored.reason === asked.reason &&
    stored.note === asked.note
  );
}

/** Reads a stored preview; throws when it is none. */
export function readBulkPreview({ preview }: Pick<CommandRow, "preview">) {
  return z.parse(booksPreviewSchema, JSON.parse(preview));
}

/**
 * The id of a row's own command. Made from the bulk's and the row's number, so that who signs the list signs the ids too,
 * and no row can become two commands. A UUID of version 8 (RFC 9562, 5.8).
 */
export function rowCommandId(bulkId: string, n: number): string {
  const hex = createHash("sha256").update(`${bulkId}/${n}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
