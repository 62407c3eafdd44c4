import { EVERYTHING } from "#core/contracts/operations.ts";

const PLURALS: Readonly<Record<string, string>> = {
  [EVERYTHING]: "All overrides",
  refund: "Refunds",
};

/** What a switch covers, at the start of a sentence: "All overrides", "Refunds". */
export function coversWords(covers: string): string {
  const words = covers.replaceAll("_", " ");
  return PLURALS[covers] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)} overrides`;
}
