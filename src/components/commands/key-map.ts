import type { BoundCommand } from "./command-store.ts";
import { allCommands, commandSpec } from "./registry.ts";

/** `command` is undefined where nothing that is bound has these keys. */
type OnMatch<Event> = (event: Event, keys: string, command: BoundCommand | undefined) => void;

/**
 * A handler for each combination of keys that any command has. What it runs is looked up when it is pressed: the listener
 * stays the same while parts of the screen come and go, so that "G" before and "Q" after such a change is still "G Q".
 * Sequences come first: they claim the event, so that the A of "G A" does not also run the command on A.
 */
export function keyMap<Event>(
  bound: () => readonly BoundCommand[],
  onMatch: OnMatch<Event>,
): Readonly<Record<string, (event: Event) => void>> {
  const all = new Set(allCommands().flatMap(([, spec]) => spec.keys));
  const ordered = [...all].toSorted((a, b) => b.split(" ").length - a.split(" ").length);
  return Object.fromEntries(
    ordered.map((keys) => [
      keys,
      (event: Event) =>
        onMatch(
          event,
          keys,
          bound().findLast(({ id }) => commandSpec(id).keys.includes(keys)),
        ),
    ]),
  );
}
