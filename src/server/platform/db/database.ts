import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client.ts";

/** A transaction of the database, as repositories take it. */
export type Transaction = Prisma.TransactionClient;

/** The database of one process: Prisma over one pool, which LISTEN and the job queue share. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /**
   * Runs `work` in one transaction. A thrown error rolls all of it back.
   * `isolation` is READ COMMITTED unless told, as guarded updates need no more.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  close(): Promise<void>;
}

export interface TransactionOptions {
  readonly isolation?: "RepeatableRead" | "Serializable";
  readonly timeoutMs?: number;
}

const STATEMENT_TIMEOUT_MS = 15_000;
/** How long a request may queue for a connection before it fails; a burst of people drains well within it. */
const CONNECTION_WAIT_MS = 10_000;
const TRANSACTION_TIMEOUT_MS = 15_000;

/**
 * Opens the database for one process. `connectionString` is the URL of that process's own role. `answerWithinMs` bounds
 * connecting and each statement, for a process that must rather refuse than wait.
 */
export function openDatabase(
  connectionString: string,
  poolSize: number,
  applicationName: string,
  answerWithinMs?: number,
): Database {
  const pool = new pg.Pool({
    connectionString,
    max: poolSize,
    application_name: applicationName,
    statement_timeout: answerWithinMs ?? STATEMENT_TIMEOUT_MS,
    ...(answerWithinMs === undefined ? {} : { connectionTimeoutMillis: answerWithinMs }),
    idle_in_transaction_session_timeout: 2 * TRANSACTION_TIMEOUT_MS,
  });
  // An idle connection that the server closes must not end the process; the next query reconnects.
  pool.on("error", () => undefined);
  // Nor one that breaks while it is used: its query rejects, and that is heard.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    transaction: (work, options = {}) =>
      prisma.$transaction(work, {
        maxWait: CONNECTION_WAIT_MS,
        timeout: options.timeoutMs ?? TRANSACTION_TIMEOUT_MS,
        ...(options.isolation ? { isolationLevel: options.isolation } : {}),
      }),
    close: async () => {
      await prisma.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}
