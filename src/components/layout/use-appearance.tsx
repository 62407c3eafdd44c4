"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { APPEARANCE_COOKIES, type Appearance, appearanceClasses } from "./appearance.ts";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const ALL_CLASSES = ["light", "dark", "comfortable", "rail-expanded"];

interface AppearanceControls {
  readonly appearance: Appearance;
  readonly change: (part: Partial<Appearance>) => void;
}

const AppearanceContext = createContext<AppearanceControls | null>(null);

/** Browsers without the cookie store keep the choice for this page only. */
function remember(name: string, value: string): void {
  if (!("cookieStore" in window)) return;
  const expires = performance.timeOrigin + performance.now() + YEAR_MS;
  void window.cookieStore.set({ name, value, expires, path: "/", sameSite: "lax" });
}

function apply(next: Appearance): void {
  const classes = document.documentElement.classList;
  classes.remove(...ALL_CLASSES);
  classes.add(...appearanceClasses(next));
  remember(APPEARANCE_COOKIES.theme, next.theme);
  remember(APPEARANCE_COOKIES.density, next.comfortable ? "comfortable" : "compact");
  remember(APPEARANCE_COOKIES.rail, next.railExpanded ? "expanded" : "narrow");
}

interface AppearanceProviderProps {
  /** What the cookies said when the server rendered. */
  initial: Appearance;
  children: ReactNode;
}

/** Holds the appearance: a change flips classes of <html> at once and is kept in cookies for the next page. */
export function AppearanceProvider({ initial, children }: AppearanceProviderProps) {
  const [appearance, setAppearance] = useState(initial);
  const change = useCallback(
    (part: Partial<Appearance>) => {
      const next = { ...appearance, ...part };
      setAppearance(next);
      apply(next);
    },
    [appearance],
  );
  const controls = useMemo(() => ({ appearance, change }), [appearance, change]);
  return <AppearanceContext value={controls}>{children}</AppearanceContext>;
}

/** Reads and changes the appearance. Throws outside of `AppearanceProvider`. */
export function useAppearance(): AppearanceControls {
  const controls = useContext(AppearanceContext);
  if (!controls) throw new Error("useAppearance needs an AppearanceProvider above it");
  return controls;
}
