import { harms, type Invariant } from "./violation.ts";

/** States in which a command says that its object is at Stripe. */
const MADE: ReadonlySet<string> = new Set(["accepted", "succeeded", "failed_later"]);
const ANSWERED: ReadonlySet<string> = new Set([
  "pending_approval",
  "held",
  "executing",
  "unknown",
  "needs_human",
  ...MADE,
]);

/** One command is at most one object at Stripe, of no more than was asked for (I7, I8). */
export const nothingDoubled: Invariant = ({ commands, effects }) =>
  harms(
    "duplicate",
    commands.flatMap(({ id, amount }) => {
      const made = effects.filter(({ commandId }) => commandId === id);
      const moved = made.reduce((sum, effect) => sum + effect.amount, 0n);
      if (made.length > 1) return [`command ${id} made ${made.map((one) => one.id).join(" and ")}`];
      return moved > amount ? [`command ${id} moved ${moved} where ${amount} was approved`] : [];
    }),
  );

/** What a command says was done is at Stripe; what is at Stripe for a command is said; what a person was told is stored. */
export const nothingLost: Invariant = ({ commands, effects, memory }) => {
  const known = new Set(commands.map(({ id }) => id));
  const made = new Set(effects.map(({ id }) => id));
  const claimed = commands
    .filter(({ state, resultId }) => MADE.has(state) && !made.has(resultId ?? ""))
    .map(({ id, state }) => `command ${id} is ${state} and nothing is at Stripe`);
  const unsaid = effects
    .filter(({ commandId }) => commandId !== null)
    .filter(
      (effect) =>
        !commands.some(({ id, resultId }) => id === effect.commandId && resultId === effect.id),
    )
    .map(({ id, commandId }) => `${id} is at Stripe and command ${commandId} does not say so`);
  const forgotten = [...memory.intents.values()]
    .filter(({ commandId, told }) => ANSWERED.has(told) && !known.has(commandId))
    .map(
      ({ commandId, told }) =>
        `a person was told that ${commandId} is ${told} and it is not stored`,
    );
  const invented = [...memory.intents.values()]
    .filter(
      ({ commandId, told }) => /^[A-Z_]+$/.test(told) && told !== "UNCLEAR" && known.has(commandId),
    )
    .map(({ commandId, told }) => `a person was told ${told} and command ${commandId} is stored`);
  return harms("lost", [...claimed, ...unsaid, ...forgotten, ...invented]);
};

/** The books equal Stripe's balance, and hold together (I1, I2). */
export const booksAgree: Invariant = ({ ledger }) => [
  ...harms("drift", ledger.drift === 0n ? [] : [`the books are off by ${ledger.drift}`]),
  ...harms("drift", ledger.violated),
];
