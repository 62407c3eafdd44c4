/** HTML that is safe to show. Everything else that is put into a template is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template whose values are escaped for text and for quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const parts = strings.map(
    (text, index) => text + (index < pieces.length ? shown(pieces[index] ?? "") : ""),
  );
  return new Markup(parts.join(""));
}

/** Nothing at all, where a page leaves something out. */
export const NOTHING = new Markup("");

function shown(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "string" || typeof piece === "number")
    return String(piece).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
  return piece.map(({ text }) => text).join("");
}
