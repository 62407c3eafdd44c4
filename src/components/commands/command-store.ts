import type { CommandScope } from "./command-spec.ts";
import { type CommandId, commandSpec, isCommandId } from "./registry.ts";

/** What a screen says about a command: what it does, or why it cannot be used now. */
export interface CommandBinding {
  readonly run: () => void;
  /** The rule that stands in the way; undefined means it can be used. */
  readonly unavailableBecause?: string | undefined;
}

/** A command that the screen of now can run. */
export interface BoundCommand extends CommandBinding {
  readonly id: CommandId;
}

type Bindings = Readonly<Partial<Record<CommandId, CommandBinding>>>;

/**
 * Which commands are bound now. Layers come and go with the parts of the screen; the newest layer of a scope wins, and
 * when it leaves, the one below counts again.
 */
export interface CommandStore {
  readonly bind: (scope: CommandScope, bindings: Bindings) => () => void;
  /** Bound commands in the registry's order; the same array until something changes. */
  readonly bound: () => readonly BoundCommand[];
  readonly subscribe: (listener: () => void) => () => void;
}

interface Layer {
  readonly scope: CommandScope;
  readonly bindings: Bindings;
}

function merge(layers: readonly Layer[]): readonly BoundCommand[] {
  const byId = new Map<CommandId, CommandBinding>();
  for (const layer of layers) {
    for (const id of Object.keys(layer.bindings).filter(isCommandId)) {
      const binding = layer.bindings[id];
      if (binding && commandSpec(id).scope === layer.scope) byId.set(id, binding);
    }
  }
  return [...byId].map(([id, binding]) => ({ id, ...binding }));
}

/** An empty store. */
export function createCommandStore(): CommandStore {
  let layers: readonly Layer[] = [];
  let current: readonly BoundCommand[] = [];
  const listeners = new Set<() => void>();
  const change = (next: readonly Layer[]) => {
    layers = next;
    current = merge(layers);
    for (const listener of listeners) listener();
  };
  return {
    bind: (scope, bindings) => {
      const layer: Layer = { scope, bindings };
      change([...layers, layer]);
      return () => change(layers.filter((one) => one !== layer));
    },
    bound: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
