import Link from "next/link";
import { categoryWords } from "#components/payouts/payout-words.ts";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FeeSummary } from "#core/contracts/fees.ts";
import { effectiveRate } from "./fee-words.ts";

const DAY_MS = 86_400_000;
const count = new Intl.NumberFormat("en-US");

/** "2026-10" for a whole month, else first and last day. */
function periodText({ from, to }: { from: Date; to: Date }): string {
  const first = from.toISOString();
  const last = new Date(to.getTime() - DAY_MS).toISOString();
  const isMonth =
    first.slice(8, 10) === "01" &&
    to.toISOString().slice(8, 10) === "01" &&
    first.slice(0, 7) === last.slice(0, 7);
  return isMonth ? first.slice(0, 7) : `${first.slice(0, 10)} – ${last.slice(0, 10)}`;
}

function PeriodLine({ line }: { line: FeeSummary["periods"][number] }) {
  const { description, journalId, transactionId, currency, fee, volume, bookedAt } = line;
  return (
    <li className="border-t py-1.5 first:border-t-0">
      <span className="flex items-baseline justify-between gap-3">
        <Link
          className="min-w-0 truncate hover:underline"
          href={
            journalId === null
              ? `/ledger/journals?query=${transactionId}`
              : `/ledger/journals/${journalId}`
          }
        >
          {description === "" ? line.type.replaceAll("_", " ") : description}
        </Link>
        <Money amountMinor={fee} currency={currency} />
      </span>
      <span className="block text-meta text-secondary-foreground">
        for {periodText(line)}: {effectiveRate(fee, volume)} of{" "}
        <Money amountMinor={volume} currency={currency} /> charged then · booked{" "}
        <Time at={bookedAt} />
      </span>
    </li>
  );
}

/** What Stripe took for whole periods: it names no object, so it stands with its period and that period's volume. */
export function FeePeriodsPanel({ periods }: { periods: FeeSummary["periods"] }) {
  return (
    <Panel title="For a period, on no object">
      {periods.length === 0 ? (
        <p className="text-secondary-foreground">
          Stripe booked no fee without an object in these days.
        </p>
      ) : (
        <ul>
          {periods.map((line) => (
            <PeriodLine key={line.transactionId} line={line} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Fees on objects that are no charges. */
export function FeeOthersPanel({ others }: { others: FeeSummary["others"] }) {
  if (others.length === 0) return null;
  return (
    <Panel title="On other objects">
      <ul>
        {others.map(({ category, currency, count: number, fee }) => (
          <li
            className="flex justify-between gap-3 border-t py-1 first:border-t-0"
            key={`${category} ${currency}`}
          >
            <span>
              {categoryWords(category)}{" "}
              <span className="num text-muted-foreground">{count.format(number)}</span>
            </span>
            <Money amountMinor={fee} currency={currency} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
