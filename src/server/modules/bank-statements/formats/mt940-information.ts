import { tidy } from "./parsed-statement.ts";

/** What a `:86:` says of a movement. */
interface Information {
  readonly reference: string | null;
  readonly description: string;
  readonly counterparty: string | null;
}

const NOT_PROVIDED = "NOTPROVIDED";

/**
 * Reads a `:86:` in the three ways that banks fill it: numbered subfields (`166?00…?20…?32…`, German banks), words
 * between slashes (`/EREF/…/NAME/…/REMI/…`, Dutch and Belgian banks), or plain text.
 */
export function readInformation(text: string): Information {
  const joined = text.replaceAll("\n", "");
  const mark = /^\d{3}([?>@])\d{2}/.exec(joined)?.[1];
  if (mark !== undefined) return numbered(joined, mark);
  if (/^\/[A-Z]{2,5}\//.test(joined)) return slashed(joined);
  return { reference: null, description: tidy(text) ?? "", counterparty: null };
}

function numbered(text: string, mark: string): Information {
  const parts = text.split(mark).slice(1);
  const of = (from: number, to: number) =>
    parts
      .filter((part) => Number(part.slice(0, 2)) >= from && Number(part.slice(0, 2)) <= to)
      .map((part) => part.slice(2));
  const purpose = [...of(20, 29), ...of(60, 63)].join("");
  const words = keyed(purpose, /(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC)\+/g);
  return {
    reference: given(words.get("EREF")) ?? given(words.get("KREF")),
    description: tidy(words.get("SVWZ") ?? purpose) ?? tidy(of(0, 0).join(" ")) ?? "",
    counterparty: tidy(of(32, 33).join("")),
  };
}

function slashed(text: string): Information {
  const words = keyed(
    text,
    /\/(EREF|KREF|MARF|CSID|NAME|IBAN|BIC|REMI|TRTP|PREF|PURP|ORDP|BENM|RTRN|ISDT|TRCD|ULTD|ULTC|SVCL|CNTP)\//g,
  );
  return {
    reference: given(words.get("EREF")) ?? given(words.get("KREF")),
    description: tidy(words.get("REMI")?.replace(/^(?:USTD\/\/|STRD\/)/, "")) ?? tidy(text) ?? "",
    counterparty: tidy(words.get("NAME")),
  };
}

/** The text after each key, up to the next one. */
function keyed(text: string, keys: RegExp): Map<string, string> {
  const found = [...text.matchAll(keys)];
  return new Map(
    found.map((match, at) => {
      const end = found[at + 1]?.index ?? text.length;
      return [match[1] ?? "", text.slice(match.index + match[0].length, end)];
    }),
  );
}

function given(text: string | undefined): string | null {
  const tidied = tidy(text);
  return tidied === NOT_PROVIDED ? null : tidied;
}
