/** Shortest and longest primary account number (ISO/IEC 7812-1). */
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** Groups of digits with at most one space, dot or dash between them, as card numbers are printed and typed. */
const RUN_OF_DIGITS = /(?<![A-Za-z0-9_])\d+(?:[ .\-\u00A0]\d+)*(?![A-Za-z0-9_])/g;

/**
 * Whether a text holds what looks like a whole card number: 13 to 19 digits, alone or in groups, with a valid check digit.
 * Ids, in which letters touch the digits, are none; nor are the last four digits.
 */
export function holdsCardNumber(text: string): boolean {
  return (text.match(RUN_OF_DIGITS) ?? []).some((run) => {
    const groups = run.split(/\D/);
    return groups.some((_, from) => startsWithCardNumber(groups.slice(from)));
  });
}

/** Whether the first groups together are a card number; what follows them may be its expiry. */
function startsWithCardNumber(groups: readonly string[]): boolean {
  let digits = "";
  for (const group of groups) {
    digits += group;
    if (digits.length > MAX_DIGITS) return false;
    if (digits.length >= MIN_DIGITS && hasValidCheckDigit(digits)) return true;
  }
  return false;
}

/** The Luhn formula (ISO/IEC 7812-1, annex B): every second digit from the right is doubled, the sum ends in 0. */
function hasValidCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place));
    const counted = place % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum > 0 && sum % 10 === 0;
}
