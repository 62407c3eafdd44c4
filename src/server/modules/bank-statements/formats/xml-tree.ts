import { XMLParser } from "fast-xml-parser";
import { refuseFile } from "./parsed-statement.ts";
import { demandWellFormed } from "./well-formed.ts";

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
  // XML's own five and character references; documents that define more are refused before.
  processEntities: {
    enabled: true,
    maxEntityCount: 1,
    maxTotalExpansions: 1_000_000,
    maxExpandedLength: 10_000_000,
  },
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads XML into elements; size is limited by the caller. Throws FILE_NOT_UNDERSTOOD, with the line where it is told. */
export function readXml(text: string): XmlElement {
  demandWellFormed(text);
  try {
    const parsed: unknown = parser.parse(text);
    return elementOf(parsed);
  } catch {
    return refuseFile("camt", "the document", "it is not XML");
  }
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
