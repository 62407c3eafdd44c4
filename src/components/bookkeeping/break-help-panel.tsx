import { Banner } from "#components/ui/banner.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonLines } from "#components/ui/skeleton.tsx";
import type { BreakHelp, SuggestedEntryDto } from "#core/contracts/bookkeeping.ts";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";
import { BalanceEffects } from "./balance-effects.tsx";
import { BREAK_MEANING } from "./break-meaning.ts";

const cell = "h-7 border-b px-2 first:pl-0 last:pr-0";

function SuggestedLegs({ legs }: Pick<SuggestedEntryDto, "legs">) {
  return (
    <table className="w-full border-separate border-spacing-0 text-left">
      <caption className="pb-1 text-left font-medium text-body">Suggested entry</caption>
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
        {legs.map(({ account, label, amount }) => {
          const { amountMinor, currency } = amount;
          const size = amountMinor < 0n ? -amountMinor : amountMinor;
          const written = <Money amountMinor={size} currency={currency} />;
          return (
            <tr key={`${account} ${amountMinor} ${currency}`}>
              <td className={cell} title={account ?? undefined}>
                {label ?? <span className="text-muted-foreground">the account you choose</span>}
              </td>
              <td className={`${cell} text-right`} data-num="">
                {amountMinor > 0n ? written : null}
              </td>
              <td className={`${cell} text-right`} data-num="">
                {amountMinor < 0n ? written : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function effectsOf({ legs }: SuggestedEntryDto) {
  return legs.flatMap(({ account, label, amount, before }) => {
    if (account === null || label === null || before === null) return [];
    const after = { ...before, amountMinor: before.amountMinor + amount.amountMinor };
    return [{ account, label, before, after }];
  });
}

/** What the type of break means, what usually clears it and how the accounts would stand then. */
export function BreakHelpPanel({
  detail,
  help,
}: {
  detail: BreakDetailDto;
  help: BreakHelp | undefined;
}) {
  return (
    <Panel title="What it means, and what helps">
      <div className="grid gap-3">
        <p>{BREAK_MEANING[detail.type]}</p>
        {help === undefined ? <SkeletonLines lines={4} /> : null}
        {help?.instead ? <p className="text-secondary-foreground">{help.instead}</p> : null}
        {help?.suggestion ? (
          <>
            <p className="text-secondary-foreground">{help.suggestion.why}</p>
            <SuggestedLegs legs={help.suggestion.legs} />
            <BalanceEffects effects={effectsOf(help.suggestion)} />
          </>
        ) : null}
        {detail.state === "approved" ? (
          <Banner tone="info">
            A change was signed and posted. The next run tells whether the break is gone.
          </Banner>
        ) : null}
      </div>
    </Panel>
  );
}
