import type { Clock } from "./clock.ts";

const REFRESH_MS = 5_000;
const REQUEST_TIMEOUT_MS = 2_000;

interface SandboxTime {
  readonly now: string;
  readonly frozen: boolean;
  readonly speed: number;
}

/**
 * A clock that follows the Stripe sandbox's virtual time at `url` (`GET` answers `{ now, frozen, speed }`).
 * Between readings it runs on at the sandbox's speed; when the sandbox is away it keeps the last reading's pace.
 */
export async function startSandboxClock(url: string): Promise<Clock & { stop(): void }> {
  let reading = await read(url);
  let readAt = Date.now();
  const timer = setInterval(() => {
    read(url).then(
      (next) => {
        reading = next;
        readAt = Date.now();
      },
      () => undefined,
    );
  }, REFRESH_MS);
  timer.unref();
  const speed = () => (reading.frozen ? 0 : reading.speed);
  return {
    now: () => new Date(Date.parse(reading.now) + (Date.now() - readAt) * speed()),
    realNow: () => new Date(),
    speed,
    stop: () => clearInterval(timer),
  };
}

async function read(url: string): Promise<SandboxTime> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`the sandbox clock answered ${answer.status}`);
  return (await answer.json()) as SandboxTime;
}
