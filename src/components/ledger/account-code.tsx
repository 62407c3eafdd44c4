import { Fragment } from "react";

/** The code of an account in mono; a narrow column breaks it after a dot, never inside a word. */
export function AccountCode({ code }: { code: string }) {
  const parts = code.split(".");
  return (
    <span className="font-mono text-meta text-muted-foreground">
      {parts.map((part, place) => (
        // The parts of one code never change order.
        <Fragment key={`${place}-${part}`}>
          {place === 0 ? null : (
            <>
              .<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
