interface ChartTooltipProps {
  title: string;
  lines: readonly { readonly name: string; readonly text: string; readonly color?: string }[];
}

/** What the pointer is on, in the house style. */
export function ChartTooltip({ title, lines }: ChartTooltipProps) {
  return (
    <div className="rounded-md bg-popover px-2.5 py-1.5 text-meta shadow-overlay">
      <p className="pb-0.5 font-medium">{title}</p>
      {lines.map((line) => (
        <p className="flex items-center justify-between gap-4" key={line.name}>
          <span className="inline-flex items-center gap-1.5 text-secondary-foreground">
            {line.color ? (
              <span
                aria-hidden="true"
                className="size-2 rounded-[2px]"
                style={{ background: line.color }}
              />
            ) : null}
            {line.name}
          </span>
          <span className="num">{line.text}</span>
        </p>
      ))}
    </div>
  );
}
