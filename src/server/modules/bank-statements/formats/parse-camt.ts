import { isCurrency } from "#core/currency.ts";
import { camtLine } from "./camt-entry.ts";
import { camtAmount, camtDay } from "./camt-values.ts";
import { type ParsedLine, type ParsedStatement, refuseFile, spanOf } from "./parsed-statement.ts";
import { all, readXml, textAt, type XmlElement } from "./xml-tree.ts";

/** Root element of the message and the element of its statements: end-of-day statements and intraday reports. */
const MESSAGES = [
  ["BkToCstmrStmt", "Stmt"],
  ["BkToCstmrAcctRpt", "Rpt"],
] as const;
const OPENING = ["OPBD", "PRCD"];
const CLOSING = ["CLBD"];

/**
 * Reads ISO 20022 camt.053 and camt.052, versions 001.02 to 001.08 and what follows while the elements keep their names.
 * Only booked entries are lines. Source of the names: ISO 20022 message definitions "Bank-to-Customer Cash Management".
 * Throws FILE_NOT_UNDERSTOOD.
 */
export function parseCamt(text: string): ParsedStatement[] {
  const root = readXml(text);
  const statements = MESSAGES.flatMap(([message, statement]) =>
    all(root, "Document", message, statement),
  );
  if (statements.length === 0) {
    refuseFile(
      "camt",
      "the first element",
      "it holds neither a camt.053 statement nor a camt.052 report",
    );
  }
  return statements.map((statement, at) => readStatement(statement, at + 1));
}

function readStatement(statement: XmlElement, nth: number): ParsedStatement {
  const reference =
    textAt(statement, "Id") ?? refuseFile("camt", `statement ${nth}, Id`, "it has no id");
  const where = `statement ${reference}`;
  const account =
    textAt(statement, "Acct", "Id", "IBAN") ??
    textAt(statement, "Acct", "Id", "Othr", "Id") ??
    refuseFile("camt", `${where}, Acct/Id`, "it names no account");
  const currency = currencyOf(statement, where);
  const lines = all(statement, "Ntry").flatMap((entry, at): ParsedLine[] => {
    const line = camtLine(entry, currency, `${where}, entry ${at + 1}`);
    return line === null ? [] : [line];
  });
  const span = spanOf(lines);
  return {
    reference,
    account: account.replaceAll(/\s/g, ""),
    currency,
    fromDate: boundOf(statement, "FrDtTm") ?? span.fromDate,
    toDate: boundOf(statement, "ToDtTm") ?? span.toDate,
    opening: balanceOf(statement, OPENING, currency, where),
    closing: balanceOf(statement, CLOSING, currency, where),
    lines,
  };
}

function currencyOf(statement: XmlElement, where: string): string {
  const balance = all(statement, "Bal", "Amt")[0]?.attributes["Ccy"];
  const entry = all(statement, "Ntry", "Amt")[0]?.attributes["Ccy"];
  const code = (textAt(statement, "Acct", "Ccy") ?? balance ?? entry ?? "").toLowerCase();
  return isCurrency(code) ? code : refuseFile("camt", `${where}, Acct/Ccy`, "it names no currency");
}

function boundOf(statement: XmlElement, bound: "FrDtTm" | "ToDtTm"): string | null {
  return camtDay(textAt(statement, "FrToDt", bound));
}

function balanceOf(
  statement: XmlElement,
  codes: readonly string[],
  currency: string,
  where: string,
): bigint | null {
  const balances = all(statement, "Bal");
  const found = codes
    .map((code) => balances.find((one) => textAt(one, "Tp", "CdOrPrtry", "Cd") === code))
    .find((one) => one !== undefined);
  return found ? camtAmount(found, currency, `${where}, balance ${codes.join("/")}`) : null;
}
