import type { Actor } from "#core/roles.ts";
import type { StopPoint } from "./stop-points.ts";
import type { Asked } from "./subject.ts";

/** How far a process's clocks are from this machine's, in milliseconds. */
export interface ClockOffsets {
  /** Business time. */
  readonly now: number;
  /** Real time, of leases and back-offs. */
  readonly realNow: number;
}

/** What a host is told to do. */
export type Order =
  | {
      readonly do: "work";
      readonly environment: Readonly<Record<string, string>>;
      readonly clock: ClockOffsets;
    }
  | {
      readonly do: "ask";
      readonly environment: Readonly<Record<string, string>>;
      readonly clock: ClockOffsets;
      readonly actor: Actor;
      readonly asked: Asked;
    }
  /** Stop at the point the next time it is reached; null forgets the last one. */
  | { readonly do: "arm"; readonly point: StopPoint | null }
  /** Go on from where it stopped; with `fail` as if the database's answer had been lost. */
  | { readonly do: "go"; readonly fail: boolean }
  | { readonly do: "clock"; readonly clock: ClockOffsets }
  | { readonly do: "rest" };

/** What a host says. */
export type Word =
  | { readonly say: "ready" }
  /** It stands at a point, with the command it works on, and waits to be told to go on. */
  | { readonly say: "stopped"; readonly point: StopPoint; readonly commandId: string }
  /** It goes by the clock that it was told. */
  | { readonly say: "clock" }
  | { readonly say: "asked"; readonly outcome: string }
  | { readonly say: "resting" };
