import { calendarDay } from "./calendar-day.ts";
import { decimalToMinor } from "./decimal-amount.ts";
import { refuseFile } from "./parsed-statement.ts";
import { textAt, type XmlElement } from "./xml-tree.ts";

/** The day of an ISO date or date-time as the bank wrote it (a booking day has no zone), or null. */
export function camtDay(text: string | null): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T|Z|[+-]\d{2}:\d{2}|$)/.exec(text ?? "");
  return match ? calendarDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/**
 * The signed minor units of what has an `Amt` and a `CdtDbtInd`: credit is positive.
 * Throws FILE_NOT_UNDERSTOOD for another currency, no side, or an amount that cannot be.
 */
export function camtAmount(element: XmlElement, currency: string, where: string): bigint {
  const amount = element.children.get("Amt")?.[0];
  const text = amount?.text ?? "";
  if ((amount?.attributes["Ccy"] ?? "").toLowerCase() !== currency) {
    refuseFile(
      "camt",
      `${where}, Amt`,
      `its currency is not the account's ${currency.toUpperCase()}`,
    );
  }
  const minor = decimalToMinor(text.startsWith(".") ? `0${text}` : text, ".", currency);
  if (minor === null)
    refuseFile("camt", `${where}, Amt`, `not an amount in ${currency.toUpperCase()}`);
  const side = textAt(element, "CdtDbtInd");
  if (side !== "CRDT" && side !== "DBIT") {
    refuseFile("camt", `${where}, CdtDbtInd`, "it says neither CRDT nor DBIT");
  }
  return side === "CRDT" ? minor : -minor;
}
