"use client";

import Link from "next/link";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { Checkbox } from "./checkbox.tsx";
import { cn } from "./class-names.ts";
import type { CardPlace, Column, DataTableProps, Selection } from "./data-table.tsx";

const CARD_CLASSES: Readonly<Record<CardPlace, string>> = {
  title: "max-md:order-1 max-md:col-start-1 max-md:min-w-0 max-md:font-medium",
  amount: "max-md:order-2 max-md:text-right",
  status: "max-md:order-3 max-md:col-start-1 max-md:min-w-0",
  aside: "max-md:order-4 max-md:text-right",
  meta: "max-md:order-5 max-md:col-span-2 max-md:min-w-0 max-md:text-muted-foreground",
};

const cellClasses =
  "h-row border-b px-3 max-md:flex max-md:h-auto max-md:min-h-6 max-md:items-center max-md:border-0 max-md:px-0";

interface CellProps {
  column: Pick<Column<unknown>, "numeric" | "card">;
  href: string | undefined;
  children: ReactNode;
}

function Cell({ column, href, children }: CellProps) {
  const place = column.card;
  return (
    <td
      className={cn(
        cellClasses,
        column.numeric && "text-right",
        (place === "aside" || place === "amount") && "max-md:justify-end",
        place ? CARD_CLASSES[place] : "max-md:hidden",
      )}
      data-num={column.numeric ? "" : undefined}
    >
      {href ? (
        <Link
          className="rounded-sm text-foreground hover:underline"
          href={href}
          prefetch={false}
          tabIndex={-1}
        >
          {children}
        </Link>
      ) : (
        children
      )}
    </td>
  );
}

function toggled(selection: Selection, id: string): ReadonlySet<string> {
  const next = new Set(selection.selectedIds);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** A click on a control inside the row is meant for the control. */
function isOnControl(event: MouseEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest("a, button, input, label, select") !== null
  );
}

interface DataRowProps<Row> {
  row: Row;
  table: DataTableProps<Row>;
  activeId: string | null;
  onActivate: (id: string) => void;
  /** Moves the focus between rows. */
  onMoveKey: (event: KeyboardEvent) => void;
}

/** One row: 32 px (40 comfortable) in the table, three lines on a phone. */
export function DataRow<Row>({ row, table, activeId, onActivate, onMoveKey }: DataRowProps<Row>) {
  const { selection, onOpen } = table;
  const id = table.rowId(row);
  const label = table.rowLabel(row);
  const isSelected = selection?.selectedIds.has(id) ?? false;
  const isOpen = table.openId === id;
  const open = () => onOpen?.(row);
  const onKeyDown = (event: KeyboardEvent) => {
    onMoveKey(event);
    const isElsewhere = event.target !== event.currentTarget || event.metaKey || event.ctrlKey;
    if (event.defaultPrevented || isElsewhere) return;
    if (event.key === "Enter") open();
    if (event.key.toLowerCase() === "x") selection?.onChange(toggled(selection, id));
  };
  return (
    <tr
      aria-current={isOpen || undefined}
      aria-selected={selection ? isSelected : undefined}
      className={cn(
        "group focus-visible:-outline-offset-2 max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:border-b max-md:px-3 max-md:py-2",
        onOpen && "cursor-pointer",
        isSelected || isOpen ? "bg-selected" : "hover:bg-muted",
      )}
      data-row-id={id}
      data-selected={isSelected || isOpen || undefined}
      onClick={(event) => {
        onActivate(id);
        if (!isOnControl(event)) open();
      }}
      onFocus={() => onActivate(id)}
      onKeyDown={onKeyDown}
      tabIndex={activeId === id ? 0 : -1}
    >
      {selection ? (
        <td className="h-row border-b px-2 max-md:hidden">
          <Checkbox
            aria-label={`Select ${label}`}
            checked={isSelected}
            onChange={() => selection.onChange(toggled(selection, id))}
            tabIndex={-1}
          />
        </td>
      ) : null}
      {table.columns.map((column, index) => (
        <Cell column={column} href={index === 0 ? table.rowHref?.(row) : undefined} key={column.id}>
          {column.cell(row)}
        </Cell>
      ))}
    </tr>
  );
}
