/** How work is put together: bounded in statements at a time, items and weight of one, items that wait, and time. */
export interface GroupCommitLimits {
  readonly inFlight: number;
  readonly batchItems: number;
  /** Of a batch, in the unit of `weigh` (bytes). */
  readonly batchWeight: number;
  readonly waiting: number;
  readonly timeoutMs: number;
}

export class GroupCommitFull extends Error {
  override readonly name = "GroupCommitFull";
}
export class GroupCommitTimeout extends Error {
  override readonly name = "GroupCommitTimeout";
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (outcome: O) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
}

/**
 * Lets requests that arrive while the database is busy share the next statement. An idle database takes a single item at
 * once, so nobody waits for company. A batch that fails with `mayBeOneItemsFault` is tried again item by item, so that
 * one bad item fails alone. An item that waits longer than the time-out is given up; its statement may still commit.
 */
export class GroupCommit<I, O> {
  readonly #queue: Waiting<I, O>[] = [];
  readonly #limits: GroupCommitLimits;
  readonly #commit: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #weigh: (item: I) => number;
  readonly #mayBeOneItemsFault: (error: unknown) => boolean;
  #inFlight = 0;

  constructor(
    limits: GroupCommitLimits,
    work: {
      commit: (items: readonly I[]) => Promise<readonly O[]>;
      weigh: (item: I) => number;
      mayBeOneItemsFault: (error: unknown) => boolean;
    },
  ) {
    this.#limits = limits;
    this.#commit = work.commit;
    this.#weigh = work.weigh;
    this.#mayBeOneItemsFault = work.mayBeOneItemsFault;
  }

  /** Resolves when the item's statement has committed. Rejects with the statement's error, or when full or too late. */
  submit(item: I): Promise<O> {
    if (this.#queue.length >= this.#limits.waiting)
      return Promise.reject(new GroupCommitFull("too many deliveries wait"));
    const { promise, resolve, reject } = Promise.withResolvers<O>();
    const waiting: Waiting<I, O> = { item, resolve, reject, settled: false };
    const timer = setTimeout(
      () => this.#settle(waiting, () => reject(new GroupCommitTimeout("the database is too slow"))),
      this.#limits.timeoutMs,
    );
    this.#queue.push(waiting);
    this.#drain();
    return promise.finally(() => clearTimeout(timer));
  }

  #drain(): void {
    while (this.#inFlight < this.#limits.inFlight) {
      const batch = this.#nextBatch();
      if (batch.length === 0) return;
      this.#inFlight += 1;
      void this.#run(batch).finally(() => {
        this.#inFlight -= 1;
        this.#drain();
      });
    }
  }

  #nextBatch(): Waiting<I, O>[] {
    const batch: Waiting<I, O>[] = [];
    let weight = 0;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      weight += this.#weigh(next.item);
      const full = batch.length === this.#limits.batchItems || weight > this.#limits.batchWeight;
      if (full && batch.length > 0) break;
      this.#queue.shift();
      if (!next.settled) batch.push(next);
    }
    return batch;
  }

  async #run(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outcomes = await this.#commit(batch.map(({ item }) => item));
      batch.forEach((waiting, index) => {
        const outcome = outcomes[index];
        this.#settle(waiting, () =>
          outcome === undefined
            ? waiting.reject(new Error("the statement answered for fewer items"))
            : waiting.resolve(outcome),
        );
      });
    } catch (error) {
      if (batch.length > 1 && this.#mayBeOneItemsFault(error)) {
        for (const waiting of batch) await this.#run([waiting]);
        return;
      }
      for (const waiting of batch) this.#settle(waiting, () => waiting.reject(error));
    }
  }

  #settle(waiting: Waiting<I, O>, how: () => void): void {
    if (waiting.settled) return;
    waiting.settled = true;
    how();
  }
}
