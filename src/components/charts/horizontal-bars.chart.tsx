import { ChartFrame } from "./chart-frame.tsx";
import { type BarsInput, prepareBars } from "./prepare/bars.ts";

const ROW_PX = 28;

/** Figures by name as bars; plain markup, so that it is there with the page and costs no script. */
export function HorizontalBarsChart({ caption, ...input }: BarsInput & { caption?: string }) {
  const bars = prepareBars(input);
  return (
    <ChartFrame
      {...(caption === undefined ? {} : { caption })}
      height={Math.max(1, bars.rows.length) * ROW_PX}
      summary={bars}
    >
      <div className="grid grid-cols-[minmax(4rem,auto)_1fr_auto_auto] items-center gap-x-3">
        {bars.rows.map((row) => (
          <div className="col-span-4 grid h-7 grid-cols-subgrid items-center" key={row.label}>
            <span className="truncate">{row.label}</span>
            <span className="h-3 rounded-[2px] bg-muted">
              {row.percent === null ? null : (
                <span
                  className="block h-full min-w-px rounded-[2px] bg-chart-1"
                  style={{ width: `${row.percent}%` }}
                />
              )}
            </span>
            <span className="num text-right">{row.text}</span>
            <span className="num whitespace-nowrap text-right text-meta text-muted-foreground">
              {row.note}
            </span>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}
