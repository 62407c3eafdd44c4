import * as z from "zod/mini";
import { canonicalJson } from "#core/canonical-json.ts";
import { type PolicyDocument, policyDocumentSchema } from "#core/contracts/policy-document.ts";
import type { AccountScope } from "#core/mode.ts";
import type { Transaction } from "#server/platform/db/database.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { NamedPolicy } from "./override.policy.ts";
import { findNewestVersion } from "./policy-versions.repo.ts";
import { shippedPolicy } from "./shipped-policy.ts";

/** A version of the policy, read and named. */
export interface PolicyInForce extends NamedPolicy {
  readonly number: number;
  readonly sha256: string;
}

const DIGITS = 8;

/** Names a document as a version: its number and the first digits of the hash of its canonical text. */
export function named(number: number, document: PolicyDocument): PolicyInForce {
  const hash = sha256(canonicalJson(document));
  return { number, sha256: hash, version: `${number}-${hash.slice(0, DIGITS)}`, document };
}

/** Reads a stored document; throws when it is none. */
export function readDocument(stored: string): PolicyDocument {
  return z.parse(policyDocumentSchema, JSON.parse(stored));
}

/**
 * The policy to judge by in this transaction: the newest version of the account and mode. Before the worker has stored
 * the shipped one, that one is version 1 all the same.
 */
export async function policyInForce(tx: Transaction, scope: AccountScope): Promise<PolicyInForce> {
  const newest = await findNewestVersion(tx, scope);
  return newest === null
    ? named(1, shippedPolicy)
    : named(newest.number, readDocument(newest.document));
}
