import { refuseFile } from "./parsed-statement.ts";

/** Deeper than any camt message (about 20), far below what could exhaust a stack. */
const MAX_DEPTH = 60;

/** Comment, CDATA, instruction, end tag, start tag; last a sign that opens none of them. */
const MARKUP =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|</g;
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/**
 * Demands that each tag is closed by its own, that one element holds all others, that nothing is nested without end, and
 * that no document type or entity is defined or used: the door of every XML bomb. The parser itself lets much of this pass.
 * Throws FILE_NOT_UNDERSTOOD with the line.
 */
export function demandWellFormed(text: string): void {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) {
    refuseFile("camt", "the document type", "a statement defines no document type or entities");
  }
  const entity = UNKNOWN_ENTITY.exec(text);
  if (entity) refuseAt(text, entity.index, "it uses an entity that XML does not have");
  const roots = countRoots(text);
  if (roots !== 1)
    refuseFile("camt", "the document", "it does not hold one element around all others");
}

/** Walks over all tags with those that are open. Out: how many elements no other one holds. */
function countRoots(text: string): number {
  const open: string[] = [];
  let roots = 0;
  for (const { index, 0: markup, 1: ended, 2: begun, 3: closedAtOnce } of text.matchAll(MARKUP)) {
    if (markup === "<") refuseAt(text, index, "a tag is not complete");
    if (ended !== undefined && open.pop() !== ended) {
      refuseAt(text, index, "an element is closed that is not the open one");
    }
    if (begun === undefined) continue;
    if (open.length === 0) roots += 1;
    if (closedAtOnce === "") open.push(begun);
    if (open.length > MAX_DEPTH) refuseAt(text, index, "it is nested too deeply");
  }
  if (open.length > 0)
    refuseFile("camt", "the end", "the file is cut off: elements are still open");
  return roots;
}

function refuseAt(text: string, index: number, problem: string): never {
  const line = text.slice(0, index).split("\n").length;
  return refuseFile("camt", `line ${line}`, `it is not XML: ${problem}`);
}
