import type { AccountScope } from "#core/mode.ts";
import type { Database } from "./database.ts";

/** What the queues and processes look like from the database, by its own clock. Ages in milliseconds. */
export interface Health {
  readonly postgres: string;
  readonly migrations: { readonly applied: number; readonly newest: string | null };
  readonly workers: readonly {
    readonly id: string;
    readonly version: string;
    readonly silentMs: number;
  }[];
  readonly queues: {
    readonly lanesWaiting: number;
    readonly lanesParked: number;
    readonly eventsDead: number;
    readonly outboxUnhandled: number;
    readonly outboxOldestMs: number;
    readonly commandsUnknown: number;
    readonly commandsForPeople: number;
  };
  readonly feeds: readonly {
    readonly feed: string;
    readonly fails: number;
    readonly lastError: string | null;
  }[];
}

/** Reads all of it in one statement. Throws what the database throws when it cannot be reached. */
export async function readHealth(db: Pick<Database, "pool">, scope: AccountScope): Promise<Health> {
  const { rows } = await db.pool.query<{ health: Health }>(
    `SELECT json_build_object(
      'postgres', current_setting('server_version'),
      'migrations', (SELECT json_build_object('applied', count(*), 'newest', max(migration_name))
        FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL),
      'workers', (SELECT coalesce(json_agg(json_build_object('id', id, 'version', version,
          'silentMs', round(extract(epoch FROM clock_timestamp() - heartbeat_at) * 1000)) ORDER BY id), '[]')
        FROM worker_process WHERE stopped_at IS NULL AND heartbeat_at > clock_timestamp() - interval '1 day'),
      'queues', json_build_object(
        'lanesWaiting', (SELECT count(*) FROM object_lane WHERE account_id = $1 AND livemode = $2 AND wanted > done
          AND parked_reason IS NULL),
        'lanesParked', (SELECT count(*) FROM object_lane WHERE account_id = $1 AND livemode = $2 AND parked_reason IS NOT NULL),
        'eventsDead', (SELECT count(*) FROM webhook_event WHERE account_id = $1 AND livemode = $2 AND status = 'dead'),
        'outboxUnhandled', (SELECT count(*) FROM outbox_event WHERE account_id = $1 AND livemode = $2 AND handled_at IS NULL),
        'outboxOldestMs', (SELECT coalesce(round(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000), 0)
          FROM outbox_event WHERE account_id = $1 AND livemode = $2 AND handled_at IS NULL),
        'commandsUnknown', (SELECT count(*) FROM command WHERE account_id = $1 AND livemode = $2 AND state = 'unknown'),
        'commandsForPeople', (SELECT count(*) FROM command WHERE account_id = $1 AND livemode = $2 AND state = 'needs_human')),
      'feeds', (SELECT coalesce(json_agg(json_build_object('feed', feed, 'fails', fails, 'lastError', last_error)
          ORDER BY feed), '[]') FROM feed_lane WHERE account_id = $1 AND livemode = $2)
    ) AS health`,
    [scope.accountId, scope.livemode],
  );
  const [row] = rows;
  if (!row) throw new Error("the database answered the health query with nothing");
  return row.health;
}
