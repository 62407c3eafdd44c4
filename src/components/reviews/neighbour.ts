/**
 * The id `step` places away from `current` in a list, staying inside it; the first when nothing is selected. Null in an
 * empty list.
 */
export function neighbour(
  ids: readonly string[],
  current: string | null,
  step: 1 | -1,
): string | null {
  if (ids.length === 0) return null;
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

/** What to show after `done` left the list: the one that followed it, else the one before, else nothing. */
export function afterDone(ids: readonly string[], done: string): string | null {
  const at = ids.indexOf(done);
  return ids[at + 1] ?? ids[at - 1] ?? null;
}
