import { Money } from "#components/ui/money.tsx";
import type { MoneyDto } from "#core/contracts/shared.ts";

interface Effect {
  readonly account: string;
  readonly label: string;
  readonly before: MoneyDto;
  readonly after: MoneyDto;
}

const cell = "h-7 border-b px-2 first:pl-0 last:pr-0";

/** What each account would hold before and after; debits positive. */
export function BalanceEffects({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return null;
  return (
    <table className="w-full border-separate border-spacing-0 text-left">
      <caption className="pb-1 text-left font-medium text-body">Balances before and after</caption>
      <thead>
        <tr className="text-label text-muted-foreground">
          <th className={cell} scope="col">
            Account
          </th>
          <th className={`${cell} text-right`} scope="col">
            Before
          </th>
          <th className={`${cell} text-right`} scope="col">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {effects.map(({ account, label, before, after }) => (
          <tr key={`${account} ${before.currency}`}>
            <td className={cell} title={account}>
              {label}
            </td>
            <td className={`${cell} text-right`} data-num="">
              <Money {...before} />
            </td>
            <td className={`${cell} text-right`} data-num="">
              <Money {...after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
