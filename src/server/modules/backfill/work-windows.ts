import { type HistoryPage, type HistorySource, readPage } from "./import-page.ts";
import {
  claimWindow,
  failWindow,
  releaseWindow,
  stepWindow,
  type WindowClaim,
  WindowLost,
} from "./import-windows.repo.ts";
import { cutOf } from "./window-cut.ts";

const BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 30_000;
/** A window that was cut once and still goes on after so many pages is cut again. */
const PAGES_BETWEEN_CUTS = 20;

/** How one worker takes part. */
export interface WindowWork {
  /** How long a window stays with a worker that says nothing, in milliseconds of real time. */
  readonly leaseMs: number;
  readonly windowsAtOnce: number;
  /** Aborted when the process is to end: what is under way stops after its page. */
  readonly signal?: AbortSignal | undefined;
}

/** Works windows, several at once, until none can be taken: all are in, or others have them, or a failure pauses them. */
export async function workWindows(source: HistorySource, work: WindowWork): Promise<void> {
  const { db, scope } = source.runtime;
  const active = new Set<Promise<void>>();
  let cut = Promise.withResolvers<void>();
  const onCut = (): void => cut.resolve();
  for (;;) {
    cut = Promise.withResolvers();
    while (active.size < work.windowsAtOnce && work.signal?.aborted !== true) {
      const claim = await claimWindow(db, scope, work.leaseMs);
      if (claim === null) break;
      const one = workWindow(source, claim, work, onCut).finally(() => active.delete(one));
      active.add(one);
    }
    if (active.size === 0) return;
    await Promise.race([...active, cut.promise]);
  }
}

/** A failure pauses this window alone, is noted on it and logged. A lost claim is no failure of ours. */
async function workWindow(
  source: HistorySource,
  claim: WindowClaim,
  work: WindowWork,
  onCut: () => void,
): Promise<void> {
  const { db, scope, log } = source.runtime;
  let held = claim;
  try {
    for (let pages = 0; ; pages += 1) {
      const page = await readPage(source, held);
      const cut =
        pages % PAGES_BETWEEN_CUTS === 0 && page.hasMore ? cutOf(held.span, page.items) : null;
      const { next, finished } = await writePage(source, held, { page, cut }, work.leaseMs);
      held = next;
      if (cut !== null) onCut();
      if (finished) return;
      if (work.signal?.aborted === true) return await releaseWindow(db, scope, held);
    }
  } catch (error) {
    if (error instanceof WindowLost) return;
    log.warn({ err: error, list: held.objectType }, "a window of the history waits and will go on");
    const message = error instanceof Error ? error.message : String(error);
    const pause = { message, backoffMs: BACKOFF_MS, maxBackoffMs: MAX_BACKOFF_MS };
    await failWindow(db, scope, held, pause);
  }
}

/** One transaction: the claim, the cursor and all that the page brings, or nothing. */
async function writePage(
  { runtime: { db, scope } }: HistorySource,
  claim: WindowClaim,
  { page, cut }: { page: HistoryPage; cut: number | null },
  leaseMs: number,
): Promise<{ next: WindowClaim; finished: boolean }> {
  const last = page.items.at(-1);
  const finished = !page.hasMore || last === undefined;
  const step = {
    imported: page.items.length,
    cursor: last?.id ?? null,
    reached: last?.created ?? null,
    finished,
    cut,
  };
  const next = await db.transaction(async (tx) => {
    const moved = await stepWindow(tx, scope, claim, step, leaseMs);
    await page.write(tx);
    return moved;
  });
  return { next, finished };
}
