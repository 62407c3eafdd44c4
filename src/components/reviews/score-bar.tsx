import type { Suggestion } from "#core/contracts/reviews.ts";

const WIDTH = 56;
const HEIGHT = 8;
const place = (basisPoints: number) => (basisPoints / 10_000) * WIDTH;

/** The suspicion on a scale from 0 to 1: the band is where it may lie, the stroke where it probably does. The text beside it says the same. */
export function ScoreBar({
  scoreBp,
  lowBp,
  highBp,
}: Pick<Suggestion, "scoreBp" | "lowBp" | "highBp">) {
  return (
    <svg
      aria-hidden="true"
      className="shrink-0"
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
    >
      <rect className="fill-border" height="2" rx="1" width={WIDTH} y="3" />
      <rect
        className="fill-warn/40"
        height="6"
        rx="1"
        width={Math.max(2, place(highBp - lowBp))}
        x={place(lowBp)}
        y="1"
      />
      <rect
        className="fill-warn"
        height={HEIGHT}
        width="2"
        x={Math.min(WIDTH - 2, Math.max(0, place(scoreBp) - 1))}
      />
    </svg>
  );
}
