import Link from "next/link";
import { cn } from "#components/ui/class-names.ts";
import { Money } from "#components/ui/money.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { RECONCILIATION_LEVELS } from "#core/break-types.ts";
import type { RunCountDto } from "#core/contracts/reconciliation.ts";
import { type LevelStanding, verdictOf } from "./level-standings.ts";

const count = new Intl.NumberFormat("en-US");
const cell = "px-3 py-1.5 text-right align-top";
const head = "h-8 px-3 text-right text-label text-muted-foreground";
const WIDE = "max-lg:hidden";
const MEDIUM = "max-sm:hidden";

/** What is broken leads to its breaks; nothing broken is only a number. */
function Broken({ value, level }: { value: bigint; level: string }) {
  if (value === 0n) return <span className="text-muted-foreground">0</span>;
  return (
    <Link
      className="font-medium text-bad underline-offset-4 hover:underline"
      href={`/reconciliation/breaks?level=${level}`}
    >
      {count.format(value)}
      <span className="sr-only"> broken in {level}, show them</span>
    </Link>
  );
}

function CountCells({ found }: { found: RunCountDto }) {
  const { currency, level } = found;
  return (
    <>
      <td className={cell} data-num="">
        {count.format(found.checked)}
      </td>
      <td className={cn(cell, MEDIUM)} data-num="">
        {count.format(found.matched)}
      </td>
      <td className={cn(cell, WIDE)} data-num="">
        {count.format(found.expected)}
      </td>
      <td className={cell} data-num="">
        <Broken level={level} value={found.broken} />
      </td>
      <td className={cn(cell, MEDIUM)} data-num="">
        <Money amountMinor={found.valueChecked} currency={currency} />
      </td>
      <td className={cn(cell, WIDE)} data-num="">
        {found.valueBroken === 0n ? (
          <span className="text-muted-foreground">–</span>
        ) : (
          <Money amountMinor={found.valueBroken} currency={currency} />
        )}
      </td>
    </>
  );
}

function LevelHead({ standing, rows }: { standing: LevelStanding; rows: number }) {
  const [title = "", sentence = ""] = RECONCILIATION_LEVELS[standing.level].split(": ");
  return (
    <th className="py-1.5 pr-2 pl-3 text-left align-top font-normal" rowSpan={rows} scope="row">
      <span className="flex items-baseline gap-2">
        <span className="num w-6 shrink-0 text-muted-foreground">{standing.level}</span>
        <span className="min-w-0">
          <span className="font-medium">{title}</span>
          <span className="block text-meta text-secondary-foreground first-letter:uppercase">
            {sentence}
          </span>
        </span>
      </span>
    </th>
  );
}

function Verdict({ standing, rows }: { standing: LevelStanding; rows: number }) {
  const { counts, run } = standing;
  const { tone, word } = verdictOf(counts);
  return (
    <td className={cn("px-3 py-1.5 align-top", MEDIUM)} rowSpan={rows}>
      {counts.length === 0 ? null : (
        <Status tone={tone} variant="plain">
          {word}
        </Status>
      )}
      {run?.finishedAt ? (
        <span className="block text-meta text-muted-foreground">
          <Time at={run.finishedAt} />
        </span>
      ) : null}
    </td>
  );
}

function LevelRows({ standing }: { standing: LevelStanding }) {
  const { counts, note } = standing;
  const [first, ...others] = counts;
  const rows = Math.max(1, counts.length);
  return (
    <tbody className="border-t">
      <tr>
        <LevelHead rows={rows} standing={standing} />
        <Verdict rows={rows} standing={standing} />
        {first ? (
          <CountCells found={first} />
        ) : (
          <td className="px-3 py-1.5 text-right text-muted-foreground" colSpan={6}>
            {note ?? "Nothing to check."}
          </td>
        )}
      </tr>
      {others.map((found) => (
        <tr key={found.currency}>
          <CountCells found={found} />
        </tr>
      ))}
    </tbody>
  );
}

/** Level by level: what was compared, what matched, what may still come, what differs, and what that is worth. */
export function LevelsTable({ standings }: { standings: readonly LevelStanding[] }) {
  return (
    <table className="w-full">
      <caption className="sr-only">Levels</caption>
      <thead>
        <tr>
          <th className={cn(head, "text-left")} scope="col">
            Level
          </th>
          <th className={cn(head, MEDIUM, "text-left")} scope="col">
            Compared
          </th>
          <th className={head} scope="col">
            Checked
          </th>
          <th className={cn(head, MEDIUM)} scope="col">
            Matched
          </th>
          <th className={cn(head, WIDE)} scope="col">
            Expected
          </th>
          <th className={head} scope="col">
            Broken
          </th>
          <th className={cn(head, MEDIUM)} scope="col">
            Value checked
          </th>
          <th className={cn(head, WIDE)} scope="col">
            Value broken
          </th>
        </tr>
      </thead>
      {standings.map((standing) => (
        <LevelRows key={standing.level} standing={standing} />
      ))}
    </table>
  );
}
