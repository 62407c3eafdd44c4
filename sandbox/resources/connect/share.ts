/**
 * The part of `total` that belongs to the step from `before` to `after` of `whole`, in minor units. Parts of steps that
 * follow each other add up to the total exactly, whatever was rounded on the way.
 */
export function shareOf(total: number, before: number, after: number, whole: number): number {
  const upTo = (amount: number): number => Math.round((total * amount) / whole);
  return upTo(after) - upTo(before);
}
