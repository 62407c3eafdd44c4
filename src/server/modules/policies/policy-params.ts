import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import { type PolicyDocument, policyDocumentSchema } from "#core/contracts/policy-document.ts";
import type { AccountScope } from "#core/mode.ts";
import type { CommandRow } from "../commands/index.ts";

/** What was asked for, as canonical JSON: the same id with other parameters is another intent. */
export function policyParams(
  scope: AccountScope,
  requesterId: string,
  request: { readonly document: PolicyDocument; readonly note: string; readonly replaces: number },
): string {
  return canonicalJson({
    account: scope.accountId,
    livemode: scope.livemode,
    requester: requesterId,
    document: request.document,
    replaces: request.replaces,
    note: request.note,
  });
}

const storedSchema = z.object({ document: policyDocumentSchema, replaces: z.int() });

/** Reads what {@link policyParams} wrote: the document, and the number of the version it was to replace. */
export function readPolicyParams({ params }: Pick<CommandRow, "params">) {
  return z.parse(storedSchema, JSON.parse(params));
}
