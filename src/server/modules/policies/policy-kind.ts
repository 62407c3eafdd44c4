import * as z from "zod/mini";
import { booksPreviewSchema } from "#core/contracts/books-changes.ts";
import type { BasisLine } from "#core/contracts/commands.ts";
import { DomainError } from "#core/errors.ts";
import type { BooksKind, CommandRow } from "../commands/index.ts";
import { factsOfPolicyChange } from "./compose-policy-change.ts";
import { decideOverride, type NamedPolicy } from "./override.policy.ts";
import { policyInForce } from "./policy-in-force.ts";
import { readPolicyParams } from "./policy-params.ts";
import { publish } from "./publish-policy.ts";

/** How the shared life of commands handles a change of the policy: its effect is a version in our own database. */
export const policyKind: BooksKind = {
  kind: "policy_change",
  effect: "books",
  async judge(tx, scope, command, { role, now }) {
    const inForce = await policyInForce(tx, scope);
    const { document, replaces } = readPolicyParams(command);
    const code = command.baseCurrency;
    const facts = factsOfPolicyChange({ inForce, document, role, code, at: now });
    const stale = inForce.number === replaces ? null : OTHER_IN_FORCE;
    return decideOverride(inForce, { ...facts, stale });
  },
  basis: async (tx, scope) => policyBasis(await policyInForce(tx, scope)),
  // Nothing is marked: any number of changes may be asked for, and the first that is published makes the others stale.
  release: () => Promise.resolve(),
  async execute(tx, runtime, command) {
    const { document, replaces } = readPolicyParams(command);
    const publication = {
      number: replaces + 1,
      document,
      commandId: command.id,
      note: command.note,
    };
    const version = await publish(tx, runtime, publication);
    if (version === null) throw new DomainError("BOOKS_CHANGE_STALE", { why: OTHER_IN_FORCE });
    return { objectId: version.version };
  },
  describe: (_runtime, _actor, command) =>
    Promise.resolve({
      preview: { of: "books", books: readPreview(command) },
      prediction: { state: "none", differences: [], journalId: null },
    }),
};

/** What a change of the policy rests on: the version that it would replace. */
export function policyBasis({ version }: NamedPolicy): BasisLine[] {
  return [{ label: "Policy in force", value: version }];
}

const OTHER_IN_FORCE = "Another version was published meanwhile.";

function readPreview({ preview }: CommandRow) {
  return z.parse(booksPreviewSchema, JSON.parse(preview));
}
