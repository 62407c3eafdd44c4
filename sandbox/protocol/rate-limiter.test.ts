import { describe, expect, it } from "vitest";
import { RateLimiter, type RateLimitProfile } from "./rate-limiter.ts";

/** A limiter on a clock that the test moves. */
function limiterOf(profile: RateLimitProfile) {
  let nowMs = 0;
  const limiter = new RateLimiter(profile, () => nowMs);
  const call = (method: string, path: string): string | null => {
    const refused = limiter.enter(method, path);
    if (refused === null) limiter.leave();
    return refused;
  };
  return {
    limiter,
    call,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

const times = (count: number, call: () => string | null): (string | null)[] =>
  Array.from({ length: count }, call);

describe("the limits of an account", () => {
  it("are none unless they are asked for", () => {
    const { call } = limiterOf("none");
    expect(times(500, () => call("GET", "/v1/balance")).every((answer) => answer === null)).toBe(
      true,
    );
  });

  it("let 25 calls a second through to one operation, whatever ids its path has", () => {
    const { call, pass } = limiterOf("live");
    let made = 0;
    const retrieve = () => {
      made += 1;
      return call("GET", `/v1/charges/ch_${made}`);
    };
    expect(times(25, retrieve)).toEqual(times(25, () => null));
    expect(retrieve()).toBe("endpoint-rate");
    expect(call("GET", "/v1/charges")).toBeNull();
    pass(40);
    expect(retrieve()).toBeNull();
    expect(retrieve()).toBe("endpoint-rate");
  });

  it("let 100 calls a second through in live mode, 25 in a sandbox", () => {
    const paths = ["charges", "refunds", "payouts", "customers", "events"];
    const reach = (profile: RateLimitProfile): number => {
      const { call } = limiterOf(profile);
      const answers = paths.flatMap((path) => times(25, () => call("GET", `/v1/${path}`)));
      expect(answers.find((answer) => answer !== null)).toBe("global-rate");
      return answers.filter((answer) => answer === null).length;
    };
    expect(reach("live")).toBe(100);
    expect(reach("sandbox")).toBe(25);
  });

  it("count requests under way", () => {
    const { limiter, pass } = limiterOf("sandbox");
    for (let open = 0; open < 25; open += 1) {
      expect(limiter.enter("GET", "/v1/balance")).toBeNull();
      pass(1_000);
    }
    expect(limiter.enter("GET", "/v1/balance")).toBe("global-concurrency");
    limiter.leave();
    expect(limiter.enter("GET", "/v1/balance")).toBeNull();
  });
});
