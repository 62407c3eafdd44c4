/**
 * Calls back once when somebody wants this process to end: by Ctrl-C, by a signal, or because the process that started
 * it is gone (its channel closes even when it was killed).
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
}
