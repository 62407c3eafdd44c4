import * as z from "zod/mini";
import { type Canonical, canonicalJson } from "#core/canonical-json.ts";
import { type BooksPreview, booksPreviewSchema } from "#core/contracts/books-changes.ts";
import { type Control, controlSchema } from "#core/contracts/operations.ts";
import type { AccountScope } from "#core/mode.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { CommandRow } from "../commands/index.ts";

/** What was asked for, as canonical JSON: the same id with other parameters is another intent. */
export function controlParams(
  scope: AccountScope,
  requesterId: string,
  request: { readonly control: Control; readonly note: string },
): string {
  return canonicalJson({
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    control: request.control,
    note: request.note,
  });
}

/** Reads what {@link controlParams} wrote; throws when it is none. */
export function readControl({ params }: Pick<CommandRow, "params">): Control {
  const stored: unknown = JSON.parse(params);
  return z.parse(z.object({ control: controlSchema }), stored).control;
}

/** Reads a stored preview; throws when it is none. */
export function readControlPreview({ preview }: Pick<CommandRow, "preview">): BooksPreview {
  return z.parse(booksPreviewSchema, JSON.parse(preview));
}

/** Adds the hash of what a request and its approvals are bound to. */
export function hashedControl(
  preview: Omit<BooksPreview, "previewHash">,
  bound: { readonly kind: string; readonly effect: { readonly [key: string]: Canonical } },
): BooksPreview {
  const { title, facts, verdict } = preview;
  const text = canonicalJson({
    ...bound,
    title,
    facts,
    verdict: {
      kind: verdict.kind,
      policyVersion: verdict.policyVersion,
      rules: verdict.reasons.map(({ rule }) => rule),
      approvals: verdict.approvals,
      approverRoles: verdict.approverRoles,
    },
  });
  return { ...preview, previewHash: sha256(text) };
}
