import type { ReactNode } from "react";

type UnderstoodAs = "id" | "email" | "last4" | "amount" | "text" | "name";

const WORDS: Readonly<Record<UnderstoodAs, string>> = {
  id: "an id; other filters do not apply",
  email: "a customer's e-mail address",
  last4: "the last four digits of a card",
  amount: "an amount",
  text: "words of the description",
  name: "the beginning of names",
};

/** Says how the search text was read, so that nobody wonders why "4242" finds cards and not amounts. */
export function UnderstoodQuery({
  query,
  as,
}: {
  query: string;
  as: UnderstoodAs | null;
}): ReactNode {
  if (query === "" || as === null) return null;
  return (
    <p aria-live="polite" className="pb-1.5 text-meta text-secondary-foreground">
      <span className="break-all font-medium text-foreground">{query}</span> was read as {WORDS[as]}
      .
    </p>
  );
}
