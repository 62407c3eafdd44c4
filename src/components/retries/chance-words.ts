import type { RetryChance } from "#core/contracts/retries.ts";

/** What the attempts that a figure rests on have in common with the one that is asked about, level by level. */
const BASES: readonly string[] = [
  "attempts after any decline",
  "attempts with the same method or another, as here",
  "attempts after this decline code",
  "attempts after this decline code and as long a wait",
  "attempts after this decline code, as long a wait, with such cards",
  "attempts after this decline code, as long a wait, with such cards, at this time of day",
];

/** A share as people read it: "34 %", "under 1 %". */
export function percentText(share: number): string {
  if (share > 0 && share < 0.01) return "under 1 %";
  if (share < 1 && share > 0.99) return "over 99 %";
  return `${Math.round(share * 100)} %`;
}

/** The chance and how sure it is: "34 %, between 28 and 41 %". */
export function chanceText({ mean, low, high }: RetryChance): string {
  return `${percentText(mean)}, between ${percentText(low)} and ${percentText(high)}`;
}

/** On what the figure rests, and how much of it. */
export function basisText({ alike, basis, enough }: RetryChance): string {
  const rests = `Rests on ${basis.attempts} ${BASES[basis.level] ?? BASES[0]}; ${alike} were alike in everything.`;
  return enough
    ? rests
    : `Few attempts followed such a decline: this is little more than the average. ${rests}`;
}
