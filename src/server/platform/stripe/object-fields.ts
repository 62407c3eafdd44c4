/** The id of what Stripe names by its id or, expanded, as a whole; null where there is none. */
export function idOf(
  reference: string | { readonly id: string } | null | undefined,
): string | null {
  if (typeof reference === "object" && reference !== null) return reference.id;
  return reference ?? null;
}

/** Stripe's unix seconds as an instant; null where there is none. */
export function instantOf(seconds: number | null | undefined): Date | null {
  return seconds === null || seconds === undefined ? null : new Date(seconds * 1_000);
}
