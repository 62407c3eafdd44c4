"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import type { Permission } from "#core/permissions.ts";
import { type BoundCommand, type CommandStore, createCommandStore } from "./command-store.ts";
import { commandSpec } from "./registry.ts";

interface CommandContextValue {
  readonly store: CommandStore;
  readonly permissions: ReadonlySet<Permission>;
}

const CommandContext = createContext<CommandContextValue | null>(null);

interface CommandProviderProps {
  /** What the person of the session holds; commands without their permission do not exist. */
  permissions: readonly Permission[];
  children: ReactNode;
}

/** Holds the commands that are bound now. */
export function CommandProvider({ permissions, children }: CommandProviderProps) {
  const [store] = useState(createCommandStore);
  const value = useMemo(() => ({ store, permissions: new Set(permissions) }), [store, permissions]);
  return <CommandContext value={value}>{children}</CommandContext>;
}

/** The store, for binding; null outside of the console (on the sign-in page, say). */
export function useCommandStore(): CommandStore | null {
  return useContext(CommandContext)?.store ?? null;
}

/** Whether the person of the session holds a permission in any form. */
export function usePermitted(permission: Permission): boolean {
  return useContext(CommandContext)?.permissions.has(permission) ?? false;
}

const none: readonly BoundCommand[] = [];
const nothingToHear = () => () => undefined;
const nothingBound = () => none;

/** Commands that can be run now by this person, in the order in which they were bound. */
export function useBoundCommands(): readonly BoundCommand[] {
  const context = useContext(CommandContext);
  const bound = useSyncExternalStore(
    context?.store.subscribe ?? nothingToHear,
    context?.store.bound ?? nothingBound,
    nothingBound,
  );
  const permissions = context?.permissions;
  return useMemo(
    () =>
      bound.filter((command) => {
        const { permission } = commandSpec(command.id);
        return permission === null || permissions?.has(permission) === true;
      }),
    [bound, permissions],
  );
}
