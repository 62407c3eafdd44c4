import type { BackTest } from "#core/contracts/retries.ts";
import type { CommandLine } from "#server/deps/open-command-line.ts";
import { runBackTest } from "#server/modules/retries/index.ts";
import type { Answer } from "./answer.ts";

const SCHEDULES: Record<BackTest["schedules"][number]["name"], string> = {
  estimate: "at the estimate's times",
  fixed: "on days 1, 3, 5 and 7",
  every: "at any time",
};

const SCORE = new Intl.NumberFormat("en", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
const PERCENT = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `retries backtest`: how the estimate of a retry's chance does on our own history. */
export async function backTestRetries({ runtime }: CommandLine): Promise<Answer> {
  const result = await runBackTest(runtime);
  return { data: result, lines: linesOf(result), finding: false };
}

function linesOf(result: BackTest): string[] {
  if (result.tested === 0)
    return [`${result.known} attempts after a decline are known: too few to judge the estimate by`];
  return [
    `${result.tested} attempts after a decline, ${result.firstDay} to ${result.lastDay}, each predicted from those before it`,
    `Brier score ${figure(result.brier)}; always saying the average ${figure(result.brierOfAverage)}`,
    "",
    "predicted   paid       90 % interval   attempts",
    ...result.bins.map(
      (bin) =>
        `${percent(bin.predicted).padStart(9)}   ${percent(bin.paid / bin.attempts).padStart(6)}   ${interval(bin).padStart(15)}   ${String(bin.attempts).padStart(8)}`,
    ),
    "",
    ...result.schedules.map(
      (row) =>
        `${SCHEDULES[row.name].padEnd(24)} ${
          row.attempts === 0
            ? "no attempt was made then"
            : `${percent(row.paid / row.attempts)} of ${row.attempts} attempts paid, ${interval(row)}`
        }`,
    ),
    "",
    ...result.limits,
  ];
}

function figure(value: number | null): string {
  return value === null ? "unknown" : SCORE.format(value);
}

function percent(share: number): string {
  return `${PERCENT.format(share * 100)} %`;
}

function interval({ low, high }: { low: number; high: number }): string {
  return `${percent(low)} to ${percent(high)}`;
}
