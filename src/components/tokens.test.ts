import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const tokens = new Map(
  pairs.map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]),
);

function colour(name: string, theme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --${name}`);
  return token[theme];
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TONES = ["ok", "warn", "bad", "info", "pend", "mute"];
const GROUNDS = ["background", "card", "popover", "muted", "accent", "selected"];
const TEXTS = ["foreground", "secondary-foreground", "muted-foreground"];
const THEMES = ["light", "dark"] as const;

describe.each(THEMES)("tokens in %s", (theme) => {
  const ratio = (a: string, b: string) => contrast(colour(a, theme), colour(b, theme));

  test.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    "%s on %s reads",
    (text, ground) => {
      expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(TONES)("%s reads on its tint and on plain grounds", (tone) => {
    for (const ground of [`${tone}-tint`, "card", "background", "muted", "selected"]) {
      expect({ ground, reads: ratio(tone, ground) >= 4.5 }).toEqual({ ground, reads: true });
    }
  });

  test.each([
    ["primary-foreground", "primary"],
    ["primary-foreground", "primary-hover"],
    ["destructive-foreground", "destructive"],
    ["destructive-foreground", "destructive-hover"],
    ["primary", "card"],
    ["primary", "selected"],
    ["background", "foreground"],
  ])("%s on %s reads", (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test("borders of controls, the focus ring and the series of charts are seen", () => {
    for (const part of ["input", "ring", ...[1, 2, 3, 4, 5, 6].map((n) => `chart-${n}`)]) {
      const isSeen = ["card", "background"].every((ground) => ratio(part, ground) >= 3);
      expect({ part, isSeen }).toEqual({ part, isSeen: true });
    }
  });
});

test("the measure itself is right", () => {
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
