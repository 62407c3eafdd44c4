"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

type Overlay = "palette" | "help";

interface PaletteState {
  readonly shown: Overlay | null;
  readonly show: (overlay: Overlay) => void;
  readonly hide: () => void;
}

const PaletteContext = createContext<PaletteState | null>(null);

/** Remembers whether the palette or the sheet of keys is open. */
export function PaletteStateProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Overlay | null>(null);
  const value = useMemo(
    () => ({ shown, show: (overlay: Overlay) => setShown(overlay), hide: () => setShown(null) }),
    [shown],
  );
  return <PaletteContext value={value}>{children}</PaletteContext>;
}

/** Opens and closes the palette and the sheet of keys. Throws outside of the console. */
export function usePaletteState(): PaletteState {
  const state = useContext(PaletteContext);
  if (!state) throw new Error("usePaletteState needs a PaletteStateProvider above it");
  return state;
}

/** A function that opens the palette. */
export function useOpenPalette(): () => void {
  const { show } = usePaletteState();
  return useCallback(() => show("palette"), [show]);
}

/** A function that opens the sheet of keys. */
export function useOpenHelp(): () => void {
  const { show } = usePaletteState();
  return useCallback(() => show("help"), [show]);
}
