import { Status } from "#components/ui/status.tsx";
import type { BulkRowState, BulkState } from "#core/contracts/bulk.ts";
import { BULK_STATE_WORDS, ROW_STATE_WORDS } from "./bulk-words.ts";

/** How a bulk stands. */
export function BulkStatus({ state }: { state: BulkState }) {
  const { word, tone, glyph } = BULK_STATE_WORDS[state];
  return (
    <Status tone={tone} {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}

/** What became of a row. */
export function BulkRowStatus({ state }: { state: BulkRowState }) {
  const { word, tone, glyph } = ROW_STATE_WORDS[state];
  return (
    <Status tone={tone} variant="plain" {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}
