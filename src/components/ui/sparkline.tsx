import { sparklinePath } from "./sparkline-path.ts";

const WIDTH = 120;
const HEIGHT = 28;

/** A line of the last values, drawn on the server without script; the sentence beside it says what it shows. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const { line, last } = sparklinePath(values, WIDTH, HEIGHT);
  return (
    <svg
      aria-hidden="true"
      className="h-7 w-full text-chart-1"
      preserveAspectRatio="none"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeLinejoin="round"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
      {last ? (
        <path
          d={`M${last.x} ${last.y}h0.01`}
          stroke="currentColor"
          strokeLinecap="round"
          strokeWidth="5"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}
