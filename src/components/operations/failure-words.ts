const WORDS: Readonly<Record<string, string>> = {
  timeout: "it did not answer in time",
  connection_lost: "the connection broke",
  malformed_answer: "its answer could not be read",
  not_sent: "it could not be reached",
};

/** What the last failed request to Stripe met, inside a sentence. */
export function failureWords(why: string | null): string {
  const status = why?.startsWith("http_") === true ? why.slice("http_".length) : null;
  if (status !== null) return `it answered with HTTP ${status}`;
  return WORDS[why ?? ""] ?? "the last requests failed";
}
