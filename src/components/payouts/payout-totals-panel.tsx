import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Status } from "#components/ui/status.tsx";
import type { PayoutDetailDto, PayoutTotalDto } from "#core/contracts/payouts.ts";
import { payoutVerdict } from "./payout-verdict.ts";
import { categoryWords } from "./payout-words.ts";

const count = new Intl.NumberFormat("en-US");
const cell = "py-1 pl-3 text-right";
const WIDE = "max-sm:hidden";

function TotalRow({ total, currency }: { total: PayoutTotalDto; currency: string }) {
  return (
    <tr className="border-t">
      <th className="py-1 text-left font-normal" scope="row">
        {categoryWords(total.category)}
      </th>
      <td className={cell} data-num="">
        {count.format(total.count)}
      </td>
      <td className={`${cell} ${WIDE}`} data-num="">
        <Money amountMinor={total.gross} currency={currency} />
      </td>
      <td className={`${cell} ${WIDE}`} data-num="">
        <Money amountMinor={-total.fee} currency={currency} />
      </td>
      <td className={cell} data-num="">
        <Money amountMinor={total.net} currency={currency} />
      </td>
    </tr>
  );
}

function Sum({ label, amount, currency }: { label: string; amount: bigint; currency: string }) {
  return (
    <tr className="border-t font-medium">
      <th className="py-1 text-left font-medium" scope="row">
        {label}
      </th>
      <td />
      <td className={WIDE} />
      <td className={WIDE} />
      <td className={cell} data-num="">
        <Money amountMinor={amount} currency={currency} />
      </td>
    </tr>
  );
}

function Head() {
  return (
    <thead>
      <tr className="text-meta text-muted-foreground">
        <th className="py-1 text-left font-medium" scope="col">
          Category
        </th>
        <th className={`${cell} font-medium`} scope="col">
          Lines
        </th>
        <th className={`${cell} ${WIDE} font-medium`} scope="col">
          Gross
        </th>
        <th className={`${cell} ${WIDE} font-medium`} scope="col">
          Fee
        </th>
        <th className={`${cell} font-medium`} scope="col">
          Net
        </th>
      </tr>
    </thead>
  );
}

/** The sums of a payout by category; they add up to what was paid, or the difference is marked. */
export function PayoutTotalsPanel({ detail }: { detail: PayoutDetailDto }) {
  const { payout, totals, difference } = detail;
  const { currency } = payout.amount;
  const verdict = payoutVerdict(detail);
  const net = totals.reduce((sum, total) => sum + total.net, 0n);
  return (
    <Panel aside={<Status tone={verdict.tone}>{verdict.word}</Status>} title="What it consists of">
      {totals.length === 0 ? null : (
        <table className="mb-2 w-full">
          <caption className="sr-only">Sums by category</caption>
          <Head />
          <tbody>
            {totals.map((total) => (
              <TotalRow currency={currency} key={total.category} total={total} />
            ))}
          </tbody>
          <tfoot>
            <Sum amount={net} currency={currency} label="All lines" />
            <Sum amount={payout.amount.amountMinor} currency={currency} label="Paid out" />
            {difference.amountMinor === 0n ? null : (
              <tr className="border-t font-medium text-bad">
                <th className="py-1 text-left font-medium" scope="row">
                  Difference
                </th>
                <td />
                <td className={WIDE} />
                <td className={WIDE} />
                <td className={cell} data-num="">
                  <Money {...difference} sign="always" />
                </td>
              </tr>
            )}
          </tfoot>
        </table>
      )}
      <p className="text-meta text-secondary-foreground">{verdict.sentence}</p>
    </Panel>
  );
}
