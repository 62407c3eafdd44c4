import { cn } from "#components/ui/class-names.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { PolicyDocument } from "#core/contracts/policy-document.ts";
import { limitedRoles, wholeUnits } from "./policy-words.ts";

const head = "h-8 px-3 text-right text-label text-muted-foreground";
const cell = "px-3 py-1.5 text-right max-sm:px-2";

interface Row {
  readonly who: string;
  readonly each: string;
  readonly day: string;
  readonly month: string;
}

function rowsOf(document: PolicyDocument, code: string): Row[] {
  const amount = (text: string | null) => wholeUnits(text, code);
  const roles = limitedRoles(document).flatMap((role): Row[] => {
    const own = document.limits[role];
    if (!own) return [];
    const { together } = own;
    const most = own.countDay === null ? "" : `, at most ${own.countDay} a day`;
    return [
      {
        who: `One person of ${role}${most}`,
        each: amount(own.each),
        day: amount(own.day),
        month: amount(own.month),
      },
      {
        who: `All of ${role} together`,
        each: "–",
        day: amount(together.day),
        month: amount(together.month),
      },
    ];
  });
  const { customer, card } = document;
  return [
    ...roles,
    { who: "One customer", each: "–", day: amount(customer.day), month: amount(customer.month) },
    { who: "One card", each: "–", day: amount(card.day), month: amount(card.month) },
  ];
}

/** What may be moved without another person: by role, to a customer, to a card. */
export function LimitsPanel({ document, code }: { document: PolicyDocument; code: string }) {
  return (
    <Panel flush title="Limits without another person">
      <table className="w-full">
        <caption className="sr-only">Limits without another person</caption>
        <thead>
          <tr>
            <th className={cn(head, "text-left")} scope="col">
              Who
            </th>
            <th className={head} scope="col">
              One
            </th>
            <th className={head} scope="col">
              24 hours
            </th>
            <th className={head} scope="col">
              30 days
            </th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(document, code).map(({ who, each, day, month }) => (
            <tr className="border-t" key={who}>
              <th className="px-3 py-1.5 text-left font-normal" scope="row">
                {who}
              </th>
              <td className={cell} data-num="">
                {each}
              </td>
              <td className={cell} data-num="">
                {day}
              </td>
              <td className={cell} data-num="">
                {month}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
