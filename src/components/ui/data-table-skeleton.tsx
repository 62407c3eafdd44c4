import { cn } from "./class-names.ts";
import type { Column } from "./data-table.tsx";
import { Skeleton } from "./skeleton.tsx";

const WIDTHS = ["w-3/4", "w-1/2", "w-2/3", "w-5/6"];

interface SkeletonRowsProps<Row> {
  columns: readonly Column<Row>[];
  rows: number;
  /** Whether a column of tick boxes comes first. */
  leading: boolean;
}

/** Rows of the final height while the first page is on its way. */
export function DataTableSkeletonRows<Row>({ columns, rows, leading }: SkeletonRowsProps<Row>) {
  return Array.from({ length: rows }, (_, index) => (
    <tr
      aria-hidden="true"
      className="max-md:block max-md:border-b max-md:px-3 max-md:py-2"
      key={`skeleton-${index}`}
    >
      {leading ? <td className="h-row border-b px-2 max-md:hidden" /> : null}
      {columns.map((column, place) => (
        <td
          className={cn(
            "h-row border-b px-3 max-md:block max-md:h-6 max-md:border-0 max-md:px-0",
            place > 2 && "max-md:hidden",
          )}
          key={column.id}
        >
          <Skeleton
            className={cn(
              "h-3.5",
              WIDTHS[(index + place) % WIDTHS.length],
              column.numeric && "md:ml-auto",
            )}
          />
        </td>
      ))}
    </tr>
  ));
}
