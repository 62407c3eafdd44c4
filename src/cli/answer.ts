/** What a command found. */
export interface Answer {
  /** For `--json`: bigints become numbers where they fit, else decimal text; dates ISO text. */
  readonly data: unknown;
  /** For people, one line each. */
  readonly lines: readonly string[];
  /** True when something is not as it must be: the exit code is then 1. */
  readonly finding: boolean;
}

/** A wrong use that a person can put right, told in one sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The text a command prints. */
export function printed(answer: Answer, json: boolean): string {
  return json ? JSON.stringify(answer.data, plain) : answer.lines.join("\n");
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
