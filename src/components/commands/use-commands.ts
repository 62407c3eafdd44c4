"use client";

import { useEffect, useRef } from "react";
import { useCommandStore } from "./command-provider.tsx";
import type { CommandScope } from "./command-spec.ts";
import type { CommandBinding } from "./command-store.ts";
import { type CommandId, type CommandIdIn, isCommandId } from "./registry.ts";

type Handler = (() => void) | CommandBinding;
type Handlers = Readonly<Partial<Record<CommandId, Handler>>>;

const asBinding = (handler: Handler): CommandBinding =>
  typeof handler === "function" ? { run: handler } : handler;

/** Changes when a command appears, goes, or changes its reason; not when only the function is a new one. */
function signature(handlers: Handlers): string {
  const pairs = Object.keys(handlers)
    .filter(isCommandId)
    .flatMap((id) => {
      const handler = handlers[id];
      return handler ? [[id, asBinding(handler).unavailableBecause ?? null]] : [];
    });
  return JSON.stringify(pairs);
}

/**
 * Binds commands of one scope while the component is mounted: key, palette and sheet of keys follow.
 * A value is what to run, or `{ run, unavailableBecause }` to show the command with the reason why not.
 */
export function useCommands<Scope extends CommandScope>(
  scope: Scope,
  handlers: Readonly<Partial<Record<CommandIdIn<Scope>, Handler>>>,
): void {
  const store = useCommandStore();
  const latest = useRef<Handlers>(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const changed = signature(handlers);
  // `changed` stands for the handlers: rebinding on every render would tear down the key listener each time.
  useEffect(() => {
    if (!store || changed === "[]") return;
    const bindings: Partial<Record<CommandId, CommandBinding>> = {};
    for (const id of Object.keys(latest.current).filter(isCommandId)) {
      const handler = latest.current[id];
      if (!handler) continue;
      bindings[id] = {
        run: () => {
          const now = latest.current[id];
          if (now) asBinding(now).run();
        },
        unavailableBecause: asBinding(handler).unavailableBecause,
      };
    }
    return store.bind(scope, bindings);
  }, [store, scope, changed]);
}
