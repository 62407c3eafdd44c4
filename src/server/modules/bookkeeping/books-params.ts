import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { type BooksChange, booksChangeSchema } from "#core/contracts/bookkeeping.ts";
import { type BooksPreview, booksPreviewSchema } from "#core/contracts/books-changes.ts";
import type { AccountScope } from "#core/mode.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { CommandRow } from "../commands/index.ts";

/** What was asked for, as canonical JSON: the same id with other parameters is another intent. */
export function booksParams(
  scope: AccountScope,
  requesterId: string,
  request: { readonly change: BooksChange; readonly note: string },
): string {
  return canonicalJson({
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    change: request.change,
    note: request.note,
  });
}

/** Reads the change that {@link booksParams} wrote; throws when it is none. */
export function readChange({ params }: Pick<CommandRow, "params">): BooksChange {
  const revived: unknown = JSON.parse(params, reviveAmounts);
  return z.parse(z.object({ change: booksChangeSchema }), revived).change;
}

/** A preview before it has its hash. */
export type UnhashedBooksPreview = Omit<BooksPreview, "previewHash">;

/**
 * Adds the hash of what a request and an approval are bound to: all of it but the wording of reasons and labels and the
 * length of the hold, and with the `effect` that it rests on.
 */
export function hashedPreview(
  preview: UnhashedBooksPreview,
  bound: { readonly kind: string; readonly effect: { readonly [key: string]: Canonical } },
): BooksPreview {
  const { title, facts, postings, verdict } = preview;
  const text = canonicalJson({
    kind: bound.kind,
    effect: bound.effect,
    title,
    facts,
    postings: postings.map(({ account, amount }) => ({ account, amount })),
    verdict: {
      kind: verdict.kind,
      policyVersion: verdict.policyVersion,
      rules: verdict.reasons.map(({ rule }) => rule),
      approverRoles: verdict.approverRoles,
    },
  });
  return { ...preview, previewHash: sha256(text) };
}

/** Reads a stored preview; throws when it is none. */
export function readBooksPreview({ preview }: Pick<CommandRow, "preview">): BooksPreview {
  const revived: unknown = JSON.parse(preview, reviveAmounts);
  return z.parse(booksPreviewSchema, revived);
}

/** The one key of a change of the books: made from its id. Nothing is sent anywhere with it. */
export function booksKey(commandId: string, kind: string): string {
  return `cmd/${commandId}/${kind}/1`;
}

/** For JSON.parse: amounts are texts in canonical JSON. */
export function reviveAmounts(key: string, value: unknown): unknown {
  return key === "amountMinor" && typeof value === "string" ? BigInt(value) : value;
}
