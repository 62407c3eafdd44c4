import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ImportTarget } from "#core/contracts/bank-statements.ts";
import { DomainError } from "#core/errors.ts";
import { isPermitted } from "#core/permissions.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { findCommandPerson } from "#server/modules/access/index.ts";
import {
  importStatement,
  previewImport,
  type StatementFile,
} from "#server/modules/bank-statements/index.ts";
import { type Answer, UsageError } from "./answer.ts";

/** What `bank import` understands. */
export interface BankImportOptions {
  readonly by: string;
  readonly account?: string;
  readonly label?: string;
  readonly number?: string;
  readonly currency?: string;
  readonly dryRun?: boolean;
}

/**
 * `bank import`: brings in a bank's file in the name of a person who may. A CSV file needs its account, and a mapping
 * that was confirmed on the screen before. Throws UsageError with the place and the problem of a refused file.
 */
export async function importFile(
  { runtime }: CommandLine,
  path: string,
  options: BankImportOptions,
): Promise<Answer> {
  const person = await findCommandPerson(runtime, options.by);
  if (person === null || !isPermitted(person.role, "bank:import")) {
    throw new UsageError(`${options.by} is nobody who may import bank statements`);
  }
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read`, { cause: error });
  });
  const file: StatementFile = { fileName: basename(path), bytes, target: targetOf(options) };
  try {
    if (options.dryRun) return previewed(await previewImport(runtime, file));
    return imported(await importStatement(runtime, person, file));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const facts = Object.entries(error.facts).map(([name, value]) => `${name}: ${value}`);
    throw new UsageError([`nothing was imported, ${error.code}`, ...facts].join("; "), {
      cause: error,
    });
  }
}

function targetOf({ account, label, number, currency }: BankImportOptions): ImportTarget {
  return {
    ...(account === undefined ? {} : { bankAccountId: account }),
    ...(label === undefined ? {} : { label }),
    ...(number === undefined ? {} : { identifier: number }),
    ...(currency === undefined ? {} : { currency: currency.toLowerCase() }),
  };
}

function imported(result: Awaited<ReturnType<typeof importStatement>>): Answer {
  const { alreadyImported, statements, lines, added, known, amended } = result;
  const line = alreadyImported
    ? "this very file was imported before: nothing changed"
    : `${statements} statements, ${lines} lines: ${added} new, ${known} known, ${amended} amended`;
  return { data: result, lines: [line], finding: false };
}

function previewed({
  sample: _,
  csv: __,
  ...preview
}: Awaited<ReturnType<typeof previewImport>>): Answer {
  const { alreadyImported, statements, needs, format } = preview;
  const lines = statements.map(
    ({ reference, last4, added, known, amended }) =>
      `${reference} of ••${last4}: ${added} new, ${known} known, ${amended} amended`,
  );
  return {
    data: preview,
    lines: [
      ...lines,
      ...(alreadyImported ? ["this very file was imported before"] : []),
      ...(needs.length > 0 ? [`the import still needs: ${needs.join(", ")}`] : []),
      `${format}: nothing was imported`,
    ],
    finding: needs.length > 0,
  };
}
