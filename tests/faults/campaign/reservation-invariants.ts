import { harms, type Invariant } from "./violation.ts";

/** Money that a command in this state may still move is reserved. */
const OPEN: ReadonlySet<string> = new Set([
  "pending_approval",
  "held",
  "executing",
  "unknown",
  "needs_human",
]);
const MADE: ReadonlySet<string> = new Set(["accepted", "succeeded"]);

/** What is reserved is what is really open, and what a charge's guard says is gone is gone at Stripe (I7, I11). */
export const reservationsAreWhatIsOpen: Invariant = ({
  commands,
  reservations,
  guards,
  effects,
}) => {
  const states = new Map(commands.map(({ id, state }) => [id, state]));
  const wrong = reservations
    .map((reservation) => ({
      ...reservation,
      command: states.get(reservation.commandId) ?? "none",
    }))
    .filter(({ command, state }) => state !== stateFor(command))
    .map(
      ({ commandId, command, state }) =>
        `command ${commandId} is ${command} and its reservation ${state}`,
    );
  const sum = (amounts: readonly bigint[]): bigint =>
    amounts.reduce((total, one) => total + one, 0n);
  const off = guards.flatMap(({ chargeId, refunded, held }) => {
    const open = sum(
      reservations
        .filter((one) => one.chargeId === chargeId && one.state === "held")
        .map(({ amount }) => amount),
    );
    const gone = sum(
      effects
        .filter(({ objectId, counts }) => objectId === chargeId && counts)
        .map(({ amount }) => amount),
    );
    return held === open && refunded === gone
      ? []
      : [`the guard of ${chargeId} says ${refunded} and ${held}, it is ${gone} and ${open}`];
  });
  return harms("other", [...wrong, ...off]);
};

function stateFor(command: string): string {
  if (OPEN.has(command)) return "held";
  return MADE.has(command) ? "converted" : "released";
}

/** At no instant was more reserved and gone than captured, but where somebody refunded in the dashboard; never by reserving. */
export const neverOverdrawn: Invariant = ({ overdrawn, memory }) =>
  harms(
    "other",
    overdrawn
      .filter(({ chargeId, reserving }) => reserving || !memory.touchedOutside.has(chargeId))
      .map(({ chargeId }) => `${chargeId} was overdrawn`),
  );

/** No reservation was given back while its command could still move the money (I11). */
export const neverReleasedEarly: Invariant = ({ released }) =>
  harms(
    "other",
    released.map(
      ({ commandId, state }) => `command ${commandId} lost its reservation while ${state}`,
    ),
  );
