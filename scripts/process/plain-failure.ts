/** A failure that a newcomer can act on: its message is one clear sentence and is shown without a stack. */
export class PlainFailure extends Error {
  override readonly name = "PlainFailure";
}

/** In: anything thrown. Out: the sentence to show; a full disk is named as such whatever call met it. */
export function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/ENOSPC|No space left on device|could not extend file/i.test(text)) {
    return "The disk is full: free some space and start again.";
  }
  if (error instanceof PlainFailure) return text;
  return error instanceof Error ? (error.stack ?? text) : text;
}
