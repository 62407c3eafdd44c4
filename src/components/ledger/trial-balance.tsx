import Link from "next/link";
import { Panel } from "#components/ui/panel.tsx";
import type { LedgerAccountDto } from "#core/contracts/ledger.ts";
import { CLASS_ORDER, CLASS_WORDS } from "./account-words.ts";
import { Credit, Debit } from "./debit-credit.tsx";

const count = new Intl.NumberFormat("en-US");

function AccountRow({ account }: { account: LedgerAccountDto }) {
  return (
    <tr className="border-t hover:bg-accent">
      <th className="py-1.5 pr-3 text-left font-normal" scope="row">
        <Link className="block hover:underline" href={`/ledger/accounts/${account.id}`}>
          <span className="block">{account.label}</span>
          <span className="block font-mono text-meta text-muted-foreground">{account.code}</span>
        </Link>
      </th>
      <td className="py-1.5 text-right align-top max-sm:hidden" data-num="">
        {count.format(account.entries)}
      </td>
      <td className="py-1.5 pl-3 text-right align-top" data-num="">
        <Debit amount={account.balance} />
      </td>
      <td className="py-1.5 pl-3 text-right align-top" data-num="">
        <Credit amount={account.balance} />
      </td>
    </tr>
  );
}

/** Every account with its balance on the side where it lies, by class. */
export function TrialBalance({ accounts }: { accounts: readonly LedgerAccountDto[] }) {
  const classes = CLASS_ORDER.filter((name) => accounts.some((account) => account.class === name));
  return (
    <Panel title="Trial balance">
      <div className="overflow-x-auto">
        <table className="w-full">
          <caption className="sr-only">Trial balance</caption>
          <thead>
            <tr className="text-meta text-muted-foreground">
              <th className="py-1 text-left font-medium" scope="col">
                Account
              </th>
              <th className="py-1 text-right font-medium max-sm:hidden" scope="col">
                Entries
              </th>
              <th className="py-1 pl-3 text-right font-medium" scope="col">
                Debit
              </th>
              <th className="py-1 pl-3 text-right font-medium" scope="col">
                Credit
              </th>
            </tr>
          </thead>
          {classes.map((name) => (
            <tbody key={name}>
              <tr className="border-t bg-muted">
                <th className="px-2 py-1 text-left text-caps" colSpan={4} scope="colgroup">
                  {CLASS_WORDS[name]}
                </th>
              </tr>
              {accounts
                .filter((account) => account.class === name)
                .map((account) => (
                  <AccountRow account={account} key={account.id} />
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Panel>
  );
}
