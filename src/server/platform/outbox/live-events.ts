import type pg from "pg";
import * as z from "zod";

const notice = z.object({
  id: z.string(),
  account: z.string(),
  livemode: z.boolean(),
  topic: z.string(),
  key: z.string(),
});

/** A committed domain event as screens hear of it: topic and key only, the data is then read with permissions. */
export type LiveNotice = z.infer<typeof notice>;

type Listener = (event: LiveNotice) => void;

const RECONNECT_MS = 1_000;

/** One LISTEN connection of the process, shared by all its subscribers. */
export class LiveEvents {
  readonly #pool: pg.Pool;
  readonly #listeners = new Set<Listener>();
  #connecting: Promise<void> | null = null;
  #client: pg.PoolClient | null = null;
  #closed = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Calls `listener` for each event committed from now on; returns how to stop. */
  async subscribe(listener: Listener): Promise<() => void> {
    this.#listeners.add(listener);
    await this.#connect();
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#closed = true;
    this.#client?.release(true);
    this.#client = null;
  }

  #connect(): Promise<void> {
    if (this.#client) return Promise.resolve();
    this.#connecting ??= this.#listen().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
  }

  async #listen(): Promise<void> {
    const client = await this.#pool.connect();
    client.on("notification", (message) => this.#publish(message.payload ?? ""));
    client.on("error", () => this.#lost());
    await client.query("LISTEN countersign_live");
    this.#client = client;
  }

  #lost(): void {
    this.#client?.release(true);
    this.#client = null;
    if (this.#closed || this.#listeners.size === 0) return;
    setTimeout(() => void this.#connect().catch(() => this.#lost()), RECONNECT_MS).unref();
  }

  #publish(payload: string): void {
    const parsed = notice.safeParse(JSON.parse(payload));
    if (!parsed.success) return;
    for (const listener of this.#listeners) listener(parsed.data);
  }
}
