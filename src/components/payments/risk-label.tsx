import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tone.ts";

const RISKS: Readonly<Record<string, { word: string; tone: Tone }>> = {
  not_assessed: { word: "Not assessed", tone: "mute" },
  unknown: { word: "Unknown", tone: "mute" },
  normal: { word: "Normal", tone: "mute" },
  elevated: { word: "Elevated", tone: "warn" },
  highest: { word: "Highest", tone: "bad" },
};

/** Stripe's risk level of the last attempt; normal is quiet, since it is the rule. */
export function RiskLabel({ level, score }: { level: string | null; score?: number | null }) {
  if (level === null) return <span className="text-muted-foreground">Not scored</span>;
  const digits = score === null || score === undefined ? "" : ` ${score}`;
  const { word, tone } = RISKS[level] ?? { word: level.replaceAll("_", " "), tone: "mute" };
  if (tone === "mute")
    return <span className="num text-secondary-foreground">{word + digits}</span>;
  return (
    <Status glyph="warning" tone={tone} variant="plain">
      {word + digits}
    </Status>
  );
}
