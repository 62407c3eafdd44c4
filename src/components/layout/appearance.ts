/** How a person wants the console to look; kept in cookies so that the server paints it right at once. */
export const APPEARANCE_COOKIES = {
  theme: "countersign.theme",
  density: "countersign.density",
  rail: "countersign.rail",
} as const;

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Appearance {
  readonly theme: Theme;
  readonly comfortable: boolean;
  readonly railExpanded: boolean;
}

type CookieReader = (name: string) => string | undefined;

/** Reads the cookies; whatever is unknown or missing counts as the default (system theme, compact rows, narrow rail). */
export function readAppearance(cookie: CookieReader): Appearance {
  const theme = THEMES.find((one) => one === cookie(APPEARANCE_COOKIES.theme));
  return {
    theme: theme ?? "system",
    comfortable: cookie(APPEARANCE_COOKIES.density) === "comfortable",
    railExpanded: cookie(APPEARANCE_COOKIES.rail) === "expanded",
  };
}

/** Classes of <html> for an appearance; the stylesheet does the rest. */
export function appearanceClasses(appearance: Appearance): readonly string[] {
  const { theme, comfortable, railExpanded } = appearance;
  return [
    ...(theme === "system" ? [] : [theme]),
    ...(comfortable ? ["comfortable"] : []),
    ...(railExpanded ? ["rail-expanded"] : []),
  ];
}
