const HEAD = 4;
const TAIL = 4;

/** "pi_3NxkQ81aZ8fQ2" → "pi_3Nxk…8fQ2": the prefix with four characters, then the last four. Short values stay whole. */
export function middleTruncate(value: string): string {
  const prefix = /^[a-z]{2,6}_(?:test_|live_)?/.exec(value)?.[0] ?? "";
  const head = prefix.length + HEAD;
  if (value.length <= head + TAIL + 1) return value;
  return `${value.slice(0, head)}…${value.slice(-TAIL)}`;
}
