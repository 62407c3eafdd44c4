import { EventEmitter, on } from "node:events";
import type pg from "pg";
import * as z from "zod";

const notice = z.object({
  id: z.string(),
  account: z.string(),
  livemode: z.boolean(),
  topic: z.string(),
  key: z.string(),
});

/** A committed domain event as screens hear of it: topic and key only; the data is then read with permissions. */
export type LiveNotice = z.infer<typeof notice>;

const RECONNECT_MS = 1_000;

/** One LISTEN connection of the process, shared by all its subscribers. */
export class LiveEvents {
  readonly #pool: pg.Pool;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: Promise<pg.PoolClient> | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The events committed from now on, until `signal` aborts. Resolves once the connection listens. */
  async open(signal: AbortSignal): Promise<AsyncIterable<LiveNotice>> {
    const events = on(this.#emitter, "notice", { signal });
    this.#client ??= this.#listen();
    await this.#client;
    return (async function* () {
      for await (const [event] of events) yield event as LiveNotice;
    })();
  }

  /** Ends the connection; screens that listen are told nothing more. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => null);
    this.#client = null;
    client?.release(true);
  }

  async #listen(): Promise<pg.PoolClient> {
    try {
      const client = await this.#pool.connect();
      client.on("notification", (message) => this.#publish(message.payload ?? ""));
      client.on("error", () => this.#reconnect(client));
      await client.query("LISTEN countersign_live");
      return client;
    } catch (error) {
      this.#client = null;
      throw error;
    }
  }

  #reconnect(lost: pg.PoolClient): void {
    lost.release(true);
    const again = (): void => {
      this.#client = this.#listen();
      this.#client.catch(() => setTimeout(again, RECONNECT_MS).unref());
    };
    again();
  }

  #publish(payload: string): void {
    const parsed = notice.safeParse(JSON.parse(payload));
    if (parsed.success) this.#emitter.emit("notice", parsed.data);
  }
}
