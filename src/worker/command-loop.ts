import { type PollLoop, runPollLoop, Wake, type WorkerDeps } from "#server/deps/open-worker.ts";
import { findNextDueInMs, startDueCommand } from "#server/modules/commands/index.ts";

/** Stripe takes some 400 ms for a change, and lets 25 a second through: as many are under way as one worker can use. */
const AT_ONCE = 10;
const LISTEN_AGAIN_MS = 1_000;

/**
 * Executes commands as they become due, several at once: woken by the commit that made one due, at the end of a hold or a
 * pause, and at the latest after `COMMAND_POLL_MS`. Until `signal` aborts; resolves when what was under way is done.
 */
export async function runCommands(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  const { env, runtime } = deps;
  const { log } = runtime;
  const wake = new Wake();
  const underWay = new Set<Promise<void>>();
  const start = async (): Promise<boolean> => {
    if (underWay.size >= AT_ONCE) await Promise.race(underWay);
    const started = await startDueCommand(runtime, deps.executor);
    if (started === null) {
      await callWhenDue(deps, wake);
      return false;
    }
    const running = started.done
      .catch((error: unknown) => log.error({ err: error }, "a command's step failed"))
      .finally(() => underWay.delete(running));
    underWay.add(running);
    return true;
  };
  const commands: PollLoop = { name: "commands", idleMs: env.COMMAND_POLL_MS, work: start, wake };
  const news: PollLoop = {
    name: "news of commands",
    idleMs: LISTEN_AGAIN_MS,
    work: () => listen(deps, wake, signal),
  };
  await Promise.all([runPollLoop(commands, log, signal), runPollLoop(news, log, signal)]);
  await Promise.all(underWay);
}

/** A hold that ends before the next look is not slept through. */
async function callWhenDue({ env, runtime }: WorkerDeps, wake: Wake): Promise<void> {
  const inMs = await findNextDueInMs(runtime.db, runtime.scope);
  if (inMs !== null && inMs > 0 && inMs < env.COMMAND_POLL_MS)
    setTimeout(() => wake.call(), inMs + 1).unref();
}

/** Calls whenever the commit of a command is heard of; false when the connection is to be made anew. */
async function listen(
  { live, runtime }: WorkerDeps,
  wake: Wake,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    for await (const { topic } of await live.open(signal))
      if (topic.startsWith("command.")) wake.call();
  } catch (error) {
    if (!signal.aborted) runtime.log.warn({ err: error }, "commits of commands are not heard of");
  } finally {
    await live.close();
  }
  return false;
}
