"use client";

import type { ReactNode } from "react";
import { Checkbox } from "./checkbox.tsx";
import { cn } from "./class-names.ts";
import { DataTableHead } from "./data-table-head.tsx";
import { DataRow } from "./data-table-row.tsx";
import { DataTableSkeletonRows } from "./data-table-skeleton.tsx";
import { useRovingRows } from "./use-roving-rows.ts";

/** Where a cell goes when the row becomes a card of three lines (below 768 px); without a place it is left out. */
export type CardPlace = "title" | "amount" | "status" | "aside" | "meta";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Digits: right-aligned with tabular figures. */
  readonly numeric?: boolean;
  /** CSS width of the column; the rest share what is left. */
  readonly width?: string;
  readonly card?: CardPlace;
  /** Present when the list can be sorted by it. */
  readonly sort?: {
    readonly direction: "ascending" | "descending" | "none";
    readonly toggle: () => void;
  };
}

export interface Selection {
  readonly selectedIds: ReadonlySet<string>;
  readonly onChange: (selectedIds: ReadonlySet<string>) => void;
}

export interface DataTableProps<Row> {
  /** Name of the table for screen readers: "Payments". */
  caption: string;
  columns: readonly Column<Row>[];
  /** Undefined while the first page is loading. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** The row in words: "payment pi_…, 42.00 EUR"; names the tick box. */
  rowLabel: (row: Row) => string;
  /** Enter or a click on a row. */
  onOpen?: (row: Row) => void;
  /** Address of the row: the first column becomes a link, so that it opens in a new tab too. */
  rowHref?: (row: Row) => string;
  /** Id of the row that is shown beside the list. */
  openId?: string | null;
  selection?: Selection;
  /** Newer rows are on the way: what is shown is dimmed, not removed. */
  refreshing?: boolean;
  /** Rows to hold the place for while loading. */
  skeletonRows?: number;
  /** Shown instead of rows when there are none. */
  empty?: ReactNode;
  /** This is the list that J and K move in, wherever the focus is. */
  isMainList?: boolean;
  /** Below the rows: usually `<KeysetPager>`. */
  footer?: ReactNode;
}

function SelectAll<Row>({
  rows,
  rowId,
  selection,
  caption,
}: {
  rows: readonly Row[];
  rowId: (row: Row) => string;
  selection: Selection;
  caption: string;
}) {
  const count = rows.filter((row) => selection.selectedIds.has(rowId(row))).length;
  const all = rows.length > 0 && count === rows.length;
  return (
    <Checkbox
      aria-label={`Select all ${caption.toLowerCase()} on this page`}
      checked={all}
      indeterminate={count > 0 && !all}
      onChange={() => selection.onChange(new Set(all ? [] : rows.map(rowId)))}
    />
  );
}

function Rows<Row>({ table }: { table: DataTableProps<Row> }) {
  const { columns, rows, rowId, selection, empty } = table;
  const { body, activeId, onRowKeyDown, activate } = useRovingRows({
    ids: rows?.map(rowId) ?? [],
    isMainList: table.isMainList ?? false,
    preferredId: table.openId ?? null,
  });
  const span = columns.length + (selection ? 1 : 0);
  return (
    <tbody className="max-md:block" ref={body}>
      {rows === undefined ? (
        <DataTableSkeletonRows
          columns={columns}
          leading={selection !== undefined}
          rows={table.skeletonRows ?? 12}
        />
      ) : null}
      {rows?.map((row) => (
        <DataRow
          activeId={activeId}
          key={rowId(row)}
          onActivate={activate}
          onMoveKey={onRowKeyDown}
          row={row}
          table={table}
        />
      ))}
      {rows?.length === 0 && empty ? (
        <tr className="max-md:block">
          <td className="max-md:block" colSpan={span}>
            {empty}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/**
 * A native table with roving row focus (J/K, arrows, Home, End, Enter, X), optional selection, skeleton rows of the final
 * height, and cards of three lines on narrow screens. Sorting and paging are the server's: callers pass what to do.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, selection, refreshing = false, footer } = props;
  const selectAll = selection ? (
    <SelectAll caption={caption} rowId={rowId} rows={rows ?? []} selection={selection} />
  ) : null;
  return (
    <div>
      <div className="overflow-x-auto lg:overflow-visible">
        <table
          aria-busy={rows === undefined || refreshing}
          className={cn(
            "w-full border-separate border-spacing-0 text-left max-md:block",
            refreshing && "opacity-60 transition-opacity delay-100",
          )}
        >
          <caption className="sr-only">{caption}</caption>
          <DataTableHead columns={columns} selectAll={selectAll} />
          <Rows table={props} />
        </table>
      </div>
      {footer}
    </div>
  );
}
