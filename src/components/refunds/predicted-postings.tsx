import { Money } from "#components/ui/money.tsx";
import type { PostingDto } from "#core/contracts/refunds.ts";

const cell = "h-7 border-b px-2 first:pl-0 last:pr-0";

function Side({ posting, isDebit }: { posting: PostingDto; isDebit: boolean }) {
  const { amountMinor, currency } = posting.amount;
  if (amountMinor > 0n !== isDebit) return null;
  return <Money amountMinor={amountMinor < 0n ? -amountMinor : amountMinor} currency={currency} />;
}

/** The entries that the ledger will hold once Stripe reports the refund: debit left, credit right. */
export function PredictedPostings({ postings }: { postings: readonly PostingDto[] }) {
  if (postings.length === 0) {
    return (
      <p className="text-secondary-foreground">
        The ledger does not hold the payment yet, so its entries cannot be predicted.
      </p>
    );
  }
  return (
    <table className="w-full border-separate border-spacing-0 text-left">
      <caption className="sr-only">Predicted ledger entries</caption>
      <thead>
        <tr className="text-label text-muted-foreground">
          <th className={cell} scope="col">
            Account
          </th>
          <th className={`${cell} text-right`} scope="col">
            Debit
          </th>
          <th className={`${cell} text-right`} scope="col">
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting) => (
          <tr key={`${posting.account} ${posting.amount.amountMinor}`}>
            <td className={cell} title={posting.account}>
              {posting.label}
            </td>
            <td className={`${cell} text-right`} data-num="">
              <Side isDebit posting={posting} />
            </td>
            <td className={`${cell} text-right`} data-num="">
              <Side isDebit={false} posting={posting} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
