import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { describe, expect, it } from "vitest";
import type { AppRouter } from "#server/api/root.ts";
import { createStepUpDesk, type StepUpDesk, stepUpLink } from "./step-up-link.ts";

const COMMAND = "019ac9f0-0000-7000-8000-000000000001";

/** A server that refuses each path the given number of times, and what it was sent. */
function refusing(times: number, domainCode = "STEP_UP_REQUIRED") {
  const sent: unknown[] = [];
  let left = times;
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        sent.push(op.input);
        if (left > 0) {
          left -= 1;
          const error = { message: domainCode, code: -32_003, data: { domainCode } };
          observer.error(
            TRPCClientError.from({ error } as Parameters<typeof TRPCClientError.from>[0]),
          );
          return;
        }
        observer.next({ result: { type: "data", data: { done: true } } });
        observer.complete();
      });
  return { sent, link };
}

function clientOf(desk: StepUpDesk, link: TRPCLink<AppRouter>) {
  const client = createTRPCClient<AppRouter>({ links: [stepUpLink(desk), link] });
  return () =>
    client.commands.cancel.mutate({ commandId: COMMAND, version: 1 }).then(
      () => "done",
      (error: Error) => error.message,
    );
}

describe("a call that needs a fresh proof", () => {
  it("is repeated once, as it was, after the person gave it", async () => {
    const desk = createStepUpDesk();
    const { sent, link } = refusing(1);
    let asked = 0;
    desk.attend(async () => {
      asked += 1;
      return true;
    });
    expect(await clientOf(desk, link)()).toBe("done");
    expect(sent).toEqual([
      { commandId: COMMAND, version: 1 },
      { commandId: COMMAND, version: 1 },
    ]);
    expect(asked).toBe(1);
  });

  it("is not repeated for ever, nor for another refusal, nor without the proof or anyone to ask", async () => {
    const given = createStepUpDesk();
    given.attend(() => Promise.resolve(true));
    const stubborn = refusing(9);
    expect(await clientOf(given, stubborn.link)()).toBe("STEP_UP_REQUIRED");
    expect(stubborn.sent).toHaveLength(2);
    const other = refusing(1, "POLICY_DENIED");
    expect(await clientOf(given, other.link)()).toBe("POLICY_DENIED");
    expect(other.sent).toHaveLength(1);
    const withheld = createStepUpDesk();
    const leave = withheld.attend(() => Promise.resolve(false));
    const once = refusing(1);
    expect(await clientOf(withheld, once.link)()).toBe("STEP_UP_REQUIRED");
    leave();
    expect(await clientOf(withheld, refusing(1).link)()).toBe("STEP_UP_REQUIRED");
  });

  it("waits at one desk with all others that do", async () => {
    const desk = createStepUpDesk();
    const { link } = refusing(3);
    let asked = 0;
    const answers: ((isProven: boolean) => void)[] = [];
    desk.attend(() => {
      asked += 1;
      return new Promise((answer) => answers.push(answer));
    });
    const call = clientOf(desk, link);
    const calls = [call(), call(), call()];
    answers.shift()?.(true);
    expect(await Promise.all(calls)).toEqual(["done", "done", "done"]);
    expect(asked).toBe(1);
  });
});
