"use client";

import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { useCommands } from "#components/commands/use-commands.ts";
import { nextRowIndex } from "./next-row-index.ts";

interface RovingRowsInput {
  ids: readonly string[];
  isMainList: boolean;
  /** The row that Tab reaches first, when it is there. */
  preferredId: string | null;
}

interface RovingRows {
  body: RefObject<HTMLTableSectionElement | null>;
  /** The one row that Tab reaches. */
  activeId: string | null;
  activate: (id: string) => void;
  /** For each row: moves on J, K, arrows, Home and End. */
  onRowKeyDown: (event: KeyboardEvent) => void;
}

/** Row focus that moves with J/K, arrows, Home and End; one row at a time is in the Tab order. */
export function useRovingRows({ ids, isMainList, preferredId }: RovingRowsInput): RovingRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const activeId =
    [lastId, preferredId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  const move = (key: string): boolean => {
    const isEntered = lastId !== null || preferredId !== null;
    const from = isEntered ? ids.indexOf(activeId ?? "") : -1;
    const id = ids[nextRowIndex(key, from, ids.length) ?? -1];
    if (id === undefined) return false;
    setLastId(id);
    const selector = `[data-row-id="${CSS.escape(id)}"]`;
    body.current?.querySelector<HTMLElement>(selector)?.focus();
    return true;
  };
  useCommands(
    "list",
    isMainList ? { "list.next": () => move("j"), "list.previous": () => move("k") } : {},
  );
  const onRowKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target === event.currentTarget && move(event.key)) event.preventDefault();
  };
  return { body, activeId, activate: setLastId, onRowKeyDown };
}
