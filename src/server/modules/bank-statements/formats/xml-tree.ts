import { XMLParser, XMLValidator } from "fast-xml-parser";
import { refuseFile } from "./parsed-statement.ts";

/** Deeper than any camt message (about 20), far below what could exhaust a stack. */
const MAX_DEPTH = 60;

/** An element: its attributes by name, its children in order by their local name, its own text. */
export interface XmlElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadonlyMap<string, readonly XmlElement[]>;
  readonly text: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  alwaysCreateTextNode: true,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // The document's own entities are the door of every XML bomb: documents that define some are refused before.
  processEntities: {
    enabled: true,
    maxEntityCount: 1,
    maxTotalExpansions: 1_000_000,
    maxExpandedLength: 10_000_000,
  },
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Reads XML into elements. A document type is refused, so that no entity beyond XML's own five exists; depth is limited
 * here, size by the caller. Throws FILE_NOT_UNDERSTOOD with line and column.
 */
export function readXml(text: string): XmlElement {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) {
    refuseFile("camt", "the document type", "a statement defines no document type or entities");
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { line, col, msg } = valid.err;
    refuseFile("camt", `line ${line}, column ${col}`, `it is not XML: ${plain(msg)}`);
  }
  let parsed: unknown;
  try {
    parsed = parser.parse(text);
  } catch (error) {
    refuseFile(
      "camt",
      "the document",
      error instanceof Error ? plain(error.message) : "it is not XML",
    );
  }
  return elementOf(parsed);
}

/** A parser's sentence may quote the document: at most its beginning is told. */
function plain(sentence: string): string {
  return sentence.slice(0, 120);
}

function elementOf(node: unknown): XmlElement {
  const attributes: Record<string, string> = {};
  const children = new Map<string, readonly XmlElement[]>();
  if (typeof node !== "object" || node === null) {
    return { attributes, children, text: typeof node === "string" ? node : "" };
  }
  let text = "";
  for (const [name, value] of Object.entries(node)) {
    if (name === "#text") text = typeof value === "string" ? value.trim() : "";
    else if (name.startsWith("@")) attributes[name.slice(1)] = String(value);
    else children.set(name, (Array.isArray(value) ? value : [value]).map(elementOf));
  }
  return { attributes, children, text };
}

/** Every element at the end of a path of names: `all(entry, "NtryDtls", "TxDtls")`. */
export function all(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap((one) => one.children.get(name) ?? []),
    [element],
  );
}

/** The text of the first element at the end of a path that has one, or null. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | null {
  return all(element, ...path).find(({ text }) => text !== "")?.text ?? null;
}
