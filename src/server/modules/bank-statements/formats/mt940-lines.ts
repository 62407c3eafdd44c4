/** A field of a SWIFT message: its tag without colons, its text with its own line breaks, and the line it begins on. */
export interface SwiftField {
  readonly tag: string;
  readonly text: string;
  readonly line: number;
}

/** Block headers and ends of a message; some banks leave them out. */
const FRAME = /^(?:-(?:\}.*)?|\{[1-5]:.*)$/;
const FIELD = /^:(\d{2}[A-Z]?):(.*)$/;

/** The fields of all messages of a file in their order; `:20:` begins a message. */
export function swiftFields(text: string): SwiftField[] {
  const fields: { tag: string; lines: string[]; line: number }[] = [];
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const row = raw.replace(/^\{4:(?=:)/, "");
    const field = FIELD.exec(row);
    if (field) fields.push({ tag: field[1] ?? "", lines: [field[2] ?? ""], line: at + 1 });
    else if (row.trim() !== "" && !FRAME.test(row.trim())) fields.at(-1)?.lines.push(row);
  }
  return fields.map(({ tag, lines, line }) => ({ tag, text: lines.join("\n"), line }));
}
