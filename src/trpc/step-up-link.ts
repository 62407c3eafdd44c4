import type { TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "#server/api/root.ts";

/** Where a refused call waits for its person to prove that they are there. One dialog serves all calls that wait. */
export interface StepUpDesk {
  /** Out: whether the proof was given. False where nobody attends. */
  ask(): Promise<boolean>;
  /** Names who asks the person. Out: how to leave again. */
  attend(serve: () => Promise<boolean>): () => void;
}

/** A desk that nobody attends yet. */
export function createStepUpDesk(): StepUpDesk {
  let attendant: (() => Promise<boolean>) | null = null;
  let asked: Promise<boolean> | null = null;
  return {
    ask: () => {
      asked ??= (attendant?.() ?? Promise.resolve(false)).finally(() => {
        asked = null;
      });
      return asked;
    },
    attend: (serve) => {
      attendant = serve;
      return () => {
        if (attendant === serve) attendant = null;
      };
    },
  };
}

/**
 * Repeats a call that was refused with STEP_UP_REQUIRED, once, with the same input, after its person proved to be there.
 * Where they did not, the refusal reaches the caller.
 */
export function stepUpLink(desk: StepUpDesk): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let running: Unsubscribable | null = null;
        let isOver = false;
        const send = (onRefused: ((refuse: () => void) => void) | null): void => {
          running = next(op).subscribe({
            ...observer,
            error: (error) => {
              const refuse = () => observer.error(error);
              if (onRefused && error.data?.domainCode === "STEP_UP_REQUIRED") onRefused(refuse);
              else refuse();
            },
          });
        };
        send((refuse) => {
          void desk.ask().then((isProven) => {
            if (isOver) return;
            if (isProven) send(null);
            else refuse();
          });
        });
        return () => {
          isOver = true;
          running?.unsubscribe();
        };
      });
}
