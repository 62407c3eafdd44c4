const PARENT_CHECK_MS = 300;

/**
 * Calls back once when somebody wants this process to end: by Ctrl-C, by a signal, because the process that started it
 * is gone (its channel closes even when it was killed), or because the npm that runs it is.
 */
export function onStopRequest(stop: () => void): void {
  let asked = false;
  const once = (): void => {
    if (asked) return;
    asked = true;
    stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, once);
  process.once("disconnect", once);
  watchNpm(once);
  // Whoever read our output may be gone too, and everything must still be ended in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

/** npm passes a signal on to a shell, which dies without passing it further: the new parent tells. */
function watchNpm(stop: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined || process.connected) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS).unref();
}
