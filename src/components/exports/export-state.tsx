import { Status } from "#components/ui/status.tsx";
import type { ExportRecord } from "#core/contracts/exports.ts";

const STATES = {
  streaming: { tone: "info", word: "Being sent" },
  finished: { tone: "ok", word: "Complete" },
  broken: { tone: "bad", word: "Broken off" },
} as const;

/** Whether all of a file was sent. */
export function ExportState({ state }: Pick<ExportRecord, "state">) {
  const { tone, word } = STATES[state];
  return <Status tone={tone}>{word}</Status>;
}
