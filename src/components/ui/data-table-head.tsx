import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";
import type { Column } from "./data-table.tsx";

const SORT_ICONS = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown } as const;

const headCell =
  "z-10 h-8 whitespace-nowrap border-b bg-muted px-3 text-label text-muted-foreground lg:sticky lg:top-(--sticky-top)";

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  const Icon = sort ? SORT_ICONS[sort.direction] : null;
  return (
    <th
      aria-sort={sort?.direction}
      className={cn(headCell, column.numeric && "text-right")}
      data-num={column.numeric ? "" : undefined}
      scope="col"
    >
      {sort && Icon ? (
        <button
          className="inline-flex h-6 items-center gap-1 rounded-sm font-medium hover:text-foreground"
          onClick={sort.toggle}
          type="button"
        >
          {column.header}
          <Icon aria-hidden="true" className="size-3" />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

interface DataTableHeadProps<Row> {
  columns: readonly Column<Row>[];
  selectAll: ReactNode;
}

/** The head row, sticky; on narrow screens it is for screen readers alone, since rows are cards there. */
export function DataTableHead<Row>({ columns, selectAll }: DataTableHeadProps<Row>) {
  return (
    <>
      <colgroup>
        {selectAll ? <col className="w-10" /> : null}
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : undefined} />
        ))}
      </colgroup>
      <thead className="max-md:sr-only">
        <tr>
          {selectAll ? (
            <th className={cn(headCell, "px-2")} scope="col">
              {selectAll}
            </th>
          ) : null}
          {columns.map((column) => (
            <HeadCell column={column} key={column.id} />
          ))}
        </tr>
      </thead>
    </>
  );
}
