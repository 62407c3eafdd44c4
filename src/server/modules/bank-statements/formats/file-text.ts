import { refuseFile } from "./parsed-statement.ts";

const BINARY = [
  { start: [0x50, 0x4b, 0x03, 0x04], what: "a spreadsheet or an archive" },
  { start: [0xd0, 0xcf, 0x11, 0xe0], what: "an old spreadsheet" },
  { start: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
] as const;

/**
 * The text of a file: UTF-16 or UTF-8 by its byte order mark, else UTF-8 where it is valid, else ISO 8859-1 (read as
 * windows-1252, its superset, as browsers do). XML says its own encoding and must keep to it.
 * Throws FILE_NOT_UNDERSTOOD for binaries and for bytes that are not what they are declared as.
 */
export function textOfFile(bytes: Uint8Array): string {
  const binary = BINARY.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (binary) refuseFile("unknown", "byte 1", `it is ${binary.what}, not a text`);
  const text = decode(bytes);
  const nul = text.indexOf("\0");
  if (nul >= 0) refuseFile("unknown", `character ${nul + 1}`, "it is not a text");
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const isXml = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml/.test(head);
  const declared = isXml
    ? (/encoding\s*=\s*["']([\w.-]{1,30})["']/.exec(head)?.[1] ?? "utf-8")
    : null;
  if (declared !== null) return decodeAs(bytes, declared);
  return strictUtf8(bytes) ?? new TextDecoder("latin1").decode(bytes);
}

function decodeAs(bytes: Uint8Array, declared: string): string {
  if (/^(?:iso-8859-1|latin1|windows-1252|iso-8859-15)$/i.test(declared)) {
    return new TextDecoder(declared).decode(bytes);
  }
  if (!/^(?:utf-8|us-ascii)$/i.test(declared)) {
    refuseFile("camt", "the XML declaration", "its encoding is none that we read");
  }
  return (
    strictUtf8(bytes) ??
    refuseFile(
      "camt",
      "the XML declaration",
      `it says ${declared}, but the bytes are something else`,
    )
  );
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
