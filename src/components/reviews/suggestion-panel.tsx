import { Panel } from "#components/ui/panel.tsx";
import type { Suggestion } from "#core/contracts/reviews.ts";
import { scoreText, VERDICT_WORDS } from "./case-words.ts";

const count = new Intl.NumberFormat("en-US");

/** On how much the interval rests; without any it is what one believes before having seen a case. */
function sampleText(sample: number): string {
  if (sample === 0) return "with nothing similar yet to learn from";
  return `from ${count.format(sample)} similar ${sample === 1 ? "observation" : "observations"}`;
}

/** Why the machine raised it: score, interval, sample, and each reason with its weight. */
export function SuggestionPanel({ suggestion }: { suggestion: Suggestion }) {
  const { scoreBp, lowBp, highBp, sample, reasons, detector, detectorVersion } = suggestion;
  const heaviest = Math.max(1, ...reasons.map((reason) => Math.abs(reason.weightBp)));
  return (
    <Panel
      aside={
        <span className="font-mono text-meta text-muted-foreground">{`${detector} ${detectorVersion}`}</span>
      }
      title="Why it was flagged"
    >
      <p>
        Suspicion <strong className="num">{scoreText(scoreBp)}</strong>, between{" "}
        <span className="num">{scoreText(lowBp)}</span> and{" "}
        <span className="num">{scoreText(highBp)}</span>, {sampleText(sample)}. The machine suggests
        to <strong>{VERDICT_WORDS[suggestion.verdict]}</strong>.
      </p>
      <ul className="mt-2 grid gap-1">
        {reasons.map((reason) => (
          <li className="grid grid-cols-[1fr_4rem_6rem] items-center gap-2" key={reason.text}>
            <span>{reason.text}</span>
            <span className="num text-right text-meta text-secondary-foreground">
              {reason.weightBp >= 0 ? "+" : "−"}
              {scoreText(Math.abs(reason.weightBp))}
            </span>
            <WeightBar
              share={Math.abs(reason.weightBp) / heaviest}
              isAgainst={reason.weightBp < 0}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function WeightBar({ share, isAgainst }: { share: number; isAgainst: boolean }) {
  return (
    <svg aria-hidden="true" className="h-2 w-full" preserveAspectRatio="none" viewBox="0 0 100 8">
      <rect className="fill-muted" height="8" width="100" />
      <rect
        className={isAgainst ? "fill-ok" : "fill-warn"}
        height="8"
        width={Math.max(2, share * 100)}
      />
    </svg>
  );
}
