/** How much one window should hold, in objects: small enough that several workers share a list, large enough that the
 * one empty call at a window's end does not count. */
const OBJECTS_A_WINDOW = 2_000;

/** A span of a list's `created`, in unix seconds: `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where to cut a window whose last page was `page` (newest first), so that what is left above the cut is about one
 * window; null where the rest is no larger than that. The cut is a whole second below the page, and a second belongs to
 * one side only, however many objects were made in it.
 */
export function cutOf(span: Span, page: readonly { readonly created: number }[]): number | null {
  const [first, last] = [page[0], page.at(-1)];
  if (!first || !last || page.length < 2) return null;
  const secondsEach = (first.created - last.created) / (page.length - 1);
  const kept = Math.max(1, Math.ceil(secondsEach * OBJECTS_A_WINDOW));
  const cut = last.created - kept;
  return cut > span.from ? cut : null;
}
