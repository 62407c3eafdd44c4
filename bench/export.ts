import { createExport, newExportId } from "../src/server/modules/exports/index.ts";
import { withBenchDatabase } from "./bench-database.ts";
import { type Figure, seconds } from "./figure.ts";
import { fillAccount } from "./generated-account.ts";

const LEGS_PER_JOURNAL = 3;

/** The database's own part: the same rows, joined and in the same order, written as text and thrown away. */
const BARE = `SELECT count(md5(line)) FROM (
  SELECT concat_ws(',', j.key, j.id, j.kind, j.description, j.event_at, j.accounting_at, a.code, e.amount, e.currency, j.object_id) AS line
  FROM journal j JOIN entry e ON e.journal_id = j.id JOIN ledger_account a ON a.id = e.ledger_account_id
  ORDER BY j.accounting_at, j.id, e.id OFFSET 0) lines`;

/** Seconds for a file of every leg. With a small heap (`NODE_OPTIONS=--max-old-space-size=96`) it must do the same. */
export async function benchExport(rows: number): Promise<readonly Figure[]> {
  return withBenchDatabase(async (database) => {
    await fillAccount(database, Math.ceil(rows / LEGS_PER_JOURNAL));
    const runtime = database.web(1);
    const pool = database.bare(1);
    const request = {
      kind: "journals",
      format: "csv",
      from: "2025-12-31",
      to: "2040-01-01",
      detail: "lines",
      taxRate: "none",
      byteOrderMark: false,
    } as const;
    const value = await seconds(async () => {
      const { bytes } = createExport(runtime, null, { id: newExportId(), request });
      while (!(await bytes.next()).done);
    });
    const limit = await seconds(() => pool.query(BARE));
    return [{ bench: "export", figure: "lines", unit: "s", value, limit }];
  });
}
