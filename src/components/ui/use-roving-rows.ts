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
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Row focus that moves with J/K, arrows, Home and End; one row at a time is in the Tab order. */
export function useRovingRows({ ids, isMainList, preferredId }: RovingRowsInput): RovingRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [lastId, setLastId] = useState<string | null>(null);
  const activeId =
    [lastId, preferredId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  const move = (key: string): boolean => {
    const focused = document.activeElement?.closest("[data-row-id]");
    const inList =
      focused !== null && focused !== undefined && body.current?.contains(focused) === true;
    const from =
      inList || lastId !== null || preferredId !== null ? ids.indexOf(activeId ?? "") : -1;
    const id = ids[nextRowIndex(key, from, ids.length) ?? -1];
    if (id === undefined) return false;
    setLastId(id);
    const row = body.current?.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`);
    row?.focus();
    return true;
  };
  useCommands(
    "list",
    isMainList ? { "list.next": () => move("j"), "list.previous": () => move("k") } : {},
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    const onRow = event.target instanceof Element && event.target.matches("[data-row-id]");
    if (onRow && move(event.key)) event.preventDefault();
  };
  return { body, activeId, activate: setLastId, onKeyDown };
}
