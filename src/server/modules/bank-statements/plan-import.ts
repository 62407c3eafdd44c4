import { DomainError } from "#core/errors.ts";
import type { AccountScope } from "#core/mode.ts";
import { identityOf } from "./account-identity.ts";
import type { BankAccountRecord, Reader } from "./bank-accounts.repo.ts";
import type { ParsedStatement } from "./formats/parsed-statement.ts";
import { findKnownLines, findTraceIds, isFileImported } from "./import-lines.repo.ts";
import type { OpenedFile, StatementFile } from "./open-statement-file.ts";
import { candidateIds, type KnownLine, type PlannedLine, planLines } from "./plan-lines.ts";
import { traceCandidates } from "./trace-id.ts";

/** A statement with what becomes of each of its lines. */
export interface PlannedStatement {
  readonly statement: ParsedStatement;
  readonly reference: string;
  readonly lines: readonly PlannedLine[];
}

/** What a file holds for one bank account. */
export interface PlannedAccount {
  /** Null when the import is the first of this account. */
  readonly account: BankAccountRecord | null;
  readonly identifierHash: string;
  readonly last4: string;
  readonly currency: string;
  readonly statements: readonly PlannedStatement[];
}

export interface ImportPlan {
  readonly alreadyImported: boolean;
  readonly accounts: readonly PlannedAccount[];
  readonly traceIds: ReadonlySet<string>;
}

/** Compares a file with what is stored; writes nothing. Throws INVALID_INPUT when the file is of another account. */
export async function planImport(
  db: Reader,
  scope: AccountScope,
  {
    opened,
    file,
    accounts,
  }: { opened: OpenedFile; file: StatementFile; accounts: readonly BankAccountRecord[] },
): Promise<ImportPlan> {
  const groups = groupByAccount(opened.statements, file, accounts);
  const known = groups.flatMap(({ account }) => (account ? [account.id] : []));
  const planned = await Promise.all(groups.map((group) => planAccount(db, group)));
  const words = opened.statements.flatMap(({ lines }) => lines.flatMap(traceCandidates));
  return {
    alreadyImported: await isFileImported(db, known, opened.fileHash),
    accounts: planned,
    traceIds: await findTraceIds(db, scope, [...new Set(words)]),
  };
}

interface Group extends Omit<PlannedAccount, "statements"> {
  readonly statements: readonly ParsedStatement[];
}

function groupByAccount(
  statements: readonly ParsedStatement[],
  { target }: StatementFile,
  accounts: readonly BankAccountRecord[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const statement of statements) {
    const account = accountOf(statement, target.bankAccountId, accounts);
    const identity = account ?? identityOf(statement.account ?? "");
    const key = `${identity.identifierHash} ${statement.currency}`;
    const { identifierHash, last4 } = identity;
    const before = groups.get(key)?.statements ?? [];
    const { currency } = statement;
    groups.set(key, {
      account,
      identifierHash,
      last4,
      currency,
      statements: [...before, statement],
    });
  }
  return [...groups.values()];
}

function accountOf(
  { account: identifier, currency }: ParsedStatement,
  chosen: string | undefined,
  accounts: readonly BankAccountRecord[],
): BankAccountRecord | null {
  if (identifier === null) return accounts.find(({ id }) => id === chosen) ?? null;
  const { identifierHash } = identityOf(identifier);
  const named = accounts.find(
    (one) => one.identifierHash === identifierHash && one.currency === currency,
  );
  if (chosen !== undefined && named?.id !== chosen) {
    throw new DomainError("INVALID_INPUT", {
      field: "account",
      problem: "the file is of another account than the chosen one",
    });
  }
  return named ?? null;
}

async function planAccount(db: Reader, group: Group): Promise<PlannedAccount> {
  const lines = group.statements.flatMap((statement) => statement.lines);
  const known: ReadonlyMap<string, KnownLine> = group.account
    ? await findKnownLines(db, group.account.id, candidateIds(lines))
    : new Map();
  const planned = planLines(lines, known);
  let from = 0;
  const seen = new Map<string, number>();
  const statements = group.statements.map((statement): PlannedStatement => {
    const own = planned.slice(from, from + statement.lines.length);
    from += statement.lines.length;
    const times = (seen.get(statement.reference) ?? 0) + 1;
    seen.set(statement.reference, times);
    const reference = times === 1 ? statement.reference : `${statement.reference} (${times})`;
    return { statement, reference, lines: own };
  });
  return { ...group, statements };
}

/** How many lines there are, and of which state. */
export function countLines(lines: readonly PlannedLine[]) {
  const of = (state: PlannedLine["state"]) => lines.filter((line) => line.state === state).length;
  return { lines: lines.length, added: of("new"), known: of("known"), amended: of("amended") };
}
