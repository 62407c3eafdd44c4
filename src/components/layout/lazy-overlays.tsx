"use client";

import dynamic from "next/dynamic";
import { usePaletteState } from "#components/commands/palette-state.tsx";

const Palette = dynamic(
  () => import("#components/commands/palette.tsx").then((module) => module.Palette),
  {
    ssr: false,
  },
);
const KeySheet = dynamic(
  () => import("#components/commands/key-sheet.tsx").then((module) => module.KeySheet),
  {
    ssr: false,
  },
);

/** The palette and the sheet of keys; their code is loaded when they are first opened. */
export function LazyOverlays() {
  const { shown, hide } = usePaletteState();
  if (shown === "palette") return <Palette onClose={hide} />;
  if (shown === "help") return <KeySheet onClose={hide} />;
  return null;
}
