import { canonicalJson } from "#core/canonical-json.ts";
import type { BasisLine } from "#core/contracts/commands.ts";
import { money } from "#core/money.ts";
import { sha256 } from "#server/platform/hash/sha256.ts";
import type { BooksKind } from "../commands/index.ts";
import { type BulkParams, readBulkParams, readBulkPreview, storedList } from "./bulk-params.ts";
import { insertRun } from "./bulk-runs.repo.ts";
import { totalsOf } from "./dry-run.policy.ts";
import { judgeBulk } from "./judge-bulk.ts";
import { tellOfRun } from "./tell-of-run.ts";

/** How the shared life of commands handles a bulk: its effect is a run in our own books, which places the refunds one by one. */
export const bulkKind: BooksKind = {
  kind: "bulk",
  effect: "books",
  async judge(tx, scope, command, { role, now }) {
    const { reason, rows } = readBulkParams(command);
    const about = { role, reason, totals: totalsOf(amountsOf(rows)), rows: rows.length, now };
    return (await judgeBulk(tx, scope, about)).verdict;
  },
  basis: (_tx, _scope, command) => {
    const { rows } = readBulkParams(command);
    const listHash = sha256(canonicalJson(storedList(rows)));
    return Promise.resolve(bulkBasis({ rows: rows.length, listHash }));
  },
  // Nothing is reserved while it waits: a payment that stands otherwise by then is a row that is not sent.
  release: () => Promise.resolve(),
  async execute(tx, runtime, command) {
    const { rows } = readBulkParams(command);
    await insertRun(tx, runtime.scope, { id: command.id, at: runtime.clock.now(), rows });
    await tellOfRun(tx, runtime.scope, command.id, { action: "bulk.started", state: "running" });
    return { objectId: command.id };
  },
  describe: (_runtime, _actor, command) =>
    Promise.resolve({
      preview: { of: "books", books: readBulkPreview(command) },
      prediction: { state: "none", differences: [], journalId: null },
    }),
};

/** What a bulk rests on: its list. How each payment stands is part of the list, and seen again row by row. */
export function bulkBasis(list: { readonly rows: number; readonly listHash: string }): BasisLine[] {
  return [
    { label: "Rows", value: `${list.rows}` },
    { label: "List (SHA-256)", value: list.listHash },
  ];
}

function amountsOf(rows: BulkParams["rows"]) {
  return rows.map(({ amount, currency }) => ({ amount: money(amount, currency) }));
}
