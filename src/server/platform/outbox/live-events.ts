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
  #listening: Promise<void> | null = null;
  /** The connection that listens; one that is not this any more was given back. */
  #client: pg.PoolClient | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The events committed from now on, until `signal` aborts. Resolves once the connection listens. */
  async open(signal: AbortSignal): Promise<AsyncIterable<LiveNotice>> {
    const events = on(this.#emitter, "notice", { signal });
    this.#listening ??= this.#listen();
    await this.#listening;
    return (async function* () {
      for await (const [event] of events) yield event as LiveNotice;
    })();
  }

  /** Ends the connection; screens that listen are told nothing more. */
  async close(): Promise<void> {
    await this.#listening?.catch(() => undefined);
    this.#listening = null;
    this.#giveBack();
  }

  async #listen(): Promise<void> {
    try {
      const client = await this.#pool.connect();
      this.#client = client;
      client.on("notification", (message) => this.#publish(message.payload ?? ""));
      client.on("error", () => this.#reconnect(client));
      await client.query("LISTEN countersign_live");
    } catch (error) {
      this.#listening = null;
      this.#giveBack();
      throw error;
    }
  }

  /** A connection that breaks may say so more than once, also after it was given back: it is replaced once. */
  #reconnect(lost: pg.PoolClient): void {
    if (this.#client !== lost || this.#listening === null) return;
    this.#giveBack();
    const again = (): void => {
      this.#listening = this.#listen();
      this.#listening.catch(() => setTimeout(again, RECONNECT_MS).unref());
    };
    again();
  }

  #giveBack(): void {
    this.#client?.release(true);
    this.#client = null;
  }

  #publish(payload: string): void {
    const parsed = notice.safeParse(JSON.parse(payload));
    if (parsed.success) this.#emitter.emit("notice", parsed.data);
  }
}
