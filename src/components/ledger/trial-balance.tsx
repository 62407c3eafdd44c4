import Link from "next/link";
import { cn } from "#components/ui/class-names.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { LedgerAccountDto } from "#core/contracts/ledger.ts";
import { AccountCode } from "./account-code.tsx";
import { CLASS_ORDER, CLASS_WORDS } from "./account-words.ts";
import { Credit, Debit, NARROW, OneSided, WIDE } from "./debit-credit.tsx";
import { trialTotals } from "./trial-totals.ts";

const count = new Intl.NumberFormat("en-US");

const amountCell = "py-1.5 pr-3 pl-1 text-right align-top";
const columnHead = "h-8 px-3 text-right text-label text-muted-foreground";

function AccountRow({ account }: { account: LedgerAccountDto }) {
  return (
    <tr className="border-t hover:bg-muted">
      <th className="py-1.5 pl-3 text-left font-normal" scope="row">
        <Link className="group block rounded-sm" href={`/ledger/accounts/${account.id}`}>
          <span className="block group-hover:underline">{account.label}</span>
          <AccountCode code={account.code} />
        </Link>
      </th>
      <td className={cn(amountCell, WIDE)} data-num="">
        {count.format(account.entries)}
      </td>
      <td className={cn(amountCell, WIDE)} data-num="">
        <Debit amount={account.balance} />
      </td>
      <td className={cn(amountCell, WIDE)} data-num="">
        <Credit amount={account.balance} />
      </td>
      <td className={cn(amountCell, NARROW)} data-num="">
        <OneSided amount={account.balance} />
      </td>
    </tr>
  );
}

/** The name of a class with its balance in each currency, on the side where it lies. */
function ClassHead({ name, accounts }: { name: string; accounts: readonly LedgerAccountDto[] }) {
  const nets = trialTotals(accounts).map(({ currency, debit, credit }) => ({
    currency,
    amountMinor: debit - credit,
  }));
  const column = (Side: typeof Debit) =>
    nets.map((net) => (
      <span className="block" key={net.currency}>
        <Side amount={net} />
      </span>
    ));
  const sum = "px-3 py-1 text-right align-top text-meta text-secondary-foreground";
  return (
    <tr className="border-t bg-muted">
      <th
        className="px-3 py-1 text-left align-top text-label text-secondary-foreground"
        scope="colgroup"
      >
        {name}
      </th>
      <td className={WIDE} />
      <td className={cn(sum, "pl-1", WIDE)} data-num="">
        {column(Debit)}
      </td>
      <td className={cn(sum, "pl-1", WIDE)} data-num="">
        {column(Credit)}
      </td>
      <td className={cn(sum, "pl-1", NARROW)} data-num="">
        {column(OneSided)}
      </td>
    </tr>
  );
}

/** Debits and credits of all accounts: equal when the books balance. */
function Totals({ accounts }: { accounts: readonly LedgerAccountDto[] }) {
  return (
    <tfoot>
      {trialTotals(accounts).map(({ currency, debit, credit }) => {
        const debits = { amountMinor: debit, currency };
        const credits = { amountMinor: -credit, currency };
        return (
          <tr className="border-t font-medium" key={currency}>
            <th className="py-1.5 pl-3 text-left align-top font-medium" scope="row">
              Both sides
            </th>
            <td className={WIDE} />
            <td className={cn(amountCell, WIDE)} data-num="">
              <Debit amount={debits} />
            </td>
            <td className={cn(amountCell, WIDE)} data-num="">
              <Credit amount={credits} />
            </td>
            <td className={cn(amountCell, NARROW)} data-num="">
              <span className="grid justify-items-end">
                <OneSided amount={debits} />
                <OneSided amount={credits} />
              </span>
            </td>
          </tr>
        );
      })}
    </tfoot>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th className={cn(columnHead, "text-left")} scope="col">
          Account
        </th>
        <th className={cn(columnHead, WIDE)} scope="col">
          Entries
        </th>
        <th className={cn(columnHead, WIDE)} scope="col">
          Debit
        </th>
        <th className={cn(columnHead, WIDE)} scope="col">
          Credit
        </th>
        <th className={cn(columnHead, NARROW)} scope="col">
          Balance
        </th>
      </tr>
    </thead>
  );
}

/** Every account with its balance on the side where it lies, by class, and what both sides come to. */
export function TrialBalance({ accounts }: { accounts: readonly LedgerAccountDto[] }) {
  const classes = CLASS_ORDER.filter((name) => accounts.some((account) => account.class === name));
  return (
    <Panel flush title="Trial balance">
      <table className="w-full">
        <caption className="sr-only">Trial balance</caption>
        <Head />
        {classes.map((name) => (
          <tbody key={name}>
            <ClassHead
              accounts={accounts.filter((account) => account.class === name)}
              name={CLASS_WORDS[name]}
            />
            {accounts
              .filter((account) => account.class === name)
              .map((account) => (
                <AccountRow account={account} key={account.id} />
              ))}
          </tbody>
        ))}
        <Totals accounts={accounts} />
      </table>
    </Panel>
  );
}
