import { cn } from "#components/ui/class-names.ts";
import { Glyph } from "#components/ui/glyph.tsx";
import { Money } from "#components/ui/money.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { BreakDetailDto } from "#core/contracts/reconciliation.ts";

type Row = BreakDetailDto["sides"]["rows"][number];
const cell = "border-t px-3 py-1.5 align-top break-words";
const head = "h-8 px-3 text-left text-label text-muted-foreground";

function Side({ text, differs }: { text: string | null; differs: boolean }) {
  if (text === null) return <span className="text-muted-foreground">nothing</span>;
  return <span className={cn("num", differs && "font-medium")}>{text}</span>;
}

function ComparedRow({ row }: { row: Row }) {
  return (
    <tr className={row.differs ? "bg-bad-tint" : undefined}>
      <th className={cn(cell, "text-left font-normal text-secondary-foreground")} scope="row">
        <span className="inline-flex items-center gap-1.5">
          {row.differs ? (
            <span className="text-bad">
              <Glyph name="cross" />
              <span className="sr-only">Differs: </span>
            </span>
          ) : null}
          {row.label}
        </span>
      </th>
      <td className={cn(cell, "text-right")}>
        <Side differs={row.differs} text={row.ours} />
      </td>
      <td className={cn(cell, "text-right")}>
        <Side differs={row.differs} text={row.theirs} />
      </td>
    </tr>
  );
}

/** Both sides of a break beside each other; what differs is marked by shape, weight and tint. */
export function BreakComparison({ detail }: { detail: BreakDetailDto }) {
  const { sides, amount } = detail;
  return (
    <Panel
      aside={
        amount ? (
          <span className="text-meta text-secondary-foreground">
            Difference <Money {...amount} sign="always" />
          </span>
        ) : null
      }
      flush
      title="Side by side"
    >
      {sides.rows.length === 0 ? (
        <p className="p-3 text-secondary-foreground">
          Only one side knows of it: there is nothing to put beside it.
        </p>
      ) : (
        <table className="w-full table-fixed">
          <caption className="sr-only">{`${sides.oursTitle} and ${sides.theirsTitle}`}</caption>
          <thead>
            <tr>
              <th className={head} scope="col">
                Field
              </th>
              <th className={cn(head, "text-right")} scope="col">
                {sides.oursTitle}
              </th>
              <th className={cn(head, "text-right")} scope="col">
                {sides.theirsTitle}
              </th>
            </tr>
          </thead>
          <tbody>
            {sides.rows.map((row) => (
              <ComparedRow key={row.label} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
