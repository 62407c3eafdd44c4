const PARENT_CHECK_MS = 300;

/**
 * Calls back once when somebody wants this process to end: by Ctrl-C, by a signal, or by ending the npm that runs it
 * (npm passes a signal on to a shell, which dies without passing it further). Out: how to stop listening.
 */
export function onStopRequest(stop) {
  let asked = false;
  const once = () => {
    if (asked) return;
    asked = true;
    stop();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, once);
  const parent = process.ppid;
  const runByNpm = process.env.npm_lifecycle_event !== undefined;
  const watch = setInterval(() => {
    if (runByNpm && process.ppid !== parent) once();
  }, PARENT_CHECK_MS);
  watch.unref();
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.removeListener(signal, once);
  };
}
