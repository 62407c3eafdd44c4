import { type CommandState, commandStates } from "#core/contracts/commands.ts";
import { type CommandEvent, nextState } from "#server/modules/commands/command-states.ts";
import type { Evidence } from "./evidence.ts";
import { harms, type Invariant } from "./violation.ts";

/** What a command may be in the end: over, or in a person's hands (I11). */
const ENDS: ReadonlySet<string> = new Set([
  "succeeded",
  "failed",
  "failed_later",
  "rejected",
  "cancelled",
  "expired",
  "needs_human",
]);

/** Every command is over or with a person, and everything that was under way came to rest. */
export const endsSomewhere: Invariant = ({ commands, stuck }) => [
  ...harms(
    "unknown",
    commands
      .filter(({ state }) => !ENDS.has(state))
      .map(({ id, state }) => `command ${id} is still ${state}`),
  ),
  ...harms("other", stuck),
];

interface Edge {
  readonly event: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
}

/** The state changes of a command that its audit rows tell of. */
function edgesOf({ audits }: Evidence, commandId: string): Edge[] {
  return audits.flatMap(({ commandId: of, details }) => {
    const { event, from, to, version } = details;
    return of === commandId && typeof event === "string" && typeof version === "number"
      ? [{ event, from: String(from), to: String(to), version }]
      : [];
  });
}

/** States follow each other along listed edges only, from the first to the present one (I12). */
export const listedEdgesOnly: Invariant = (evidence) =>
  harms(
    "other",
    evidence.commands.flatMap((command) => {
      const edges = edgesOf(evidence, command.id).toSorted((a, b) => a.version - b.version);
      const unlisted = edges.filter(({ event, from, to }) => !isListed(event, from, to));
      const torn = edges.filter((edge, index) => index > 0 && edges[index - 1]?.to !== edge.from);
      const last = edges.at(-1)?.to ?? command.state;
      return [
        ...unlisted.map(
          ({ event, from, to }) => `command ${command.id}: ${from} ${event} ${to} is no edge`,
        ),
        ...torn.map(({ from }) => `command ${command.id} was not ${from} before`),
        ...(last === command.state
          ? []
          : [`command ${command.id} is ${command.state}, the log says ${last}`]),
      ];
    }),
  );

function isListed(event: string, from: string, to: string): boolean {
  const isState = (text: string): text is CommandState =>
    commandStates.some((state) => state === text);
  return isState(from) && nextState(from, event as CommandEvent) === to;
}

/** Each state change that the database saw has exactly one audit row (I15). */
export const auditedOnce: Invariant = (evidence) =>
  harms(
    "other",
    evidence.commands.flatMap(({ id }) => {
      const logged = edgesOf(evidence, id).map(
        ({ version, from, to }) => `${version} ${from} ${to}`,
      );
      const seen = evidence.changes
        .filter(({ commandId }) => commandId === id)
        .map(({ version, was, becomes }) => `${version} ${was} ${becomes}`);
      return logged.toSorted().join() === seen.toSorted().join()
        ? []
        : [`command ${id} changed by ${seen.join(", ")} and the log says ${logged.join(", ")}`];
    }),
  );
