/**
 * Business time and randomness. Everything else in `src` takes them from here, so that tests and the demo's virtual
 * clock reach all of it. Leases, time-outs and signatures use the real clock, as an attacker cannot move it.
 */
export interface Clock {
  /** Business time: what "now" is for the shop (in the demo, the sandbox's clock). */
  now(): Date;
  /** Real time, for leases, time-outs and signatures. */
  realNow(): Date;
  /** How many seconds of business time pass in one of real time: 1, but for the demo's clock, which can be made fast or stopped. */
  speed(): number;
}

/** The clock of a production installation: business time is real time. */
export const systemClock: Clock = {
  now: () => new Date(),
  realNow: () => new Date(),
  speed: () => 1,
};

/** Monotonic milliseconds for measuring durations. */
export function monotonicMs(): number {
  return performance.now();
}
