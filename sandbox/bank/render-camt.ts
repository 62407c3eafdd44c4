import { type BankBooking, type BankStatement, closingOf, decimalText } from "./bank-booking.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPED[sign] ?? "");
}

/** A camt.053.001.08 document. */
export function renderCamt(statement: BankStatement): string {
  const { id, iban, currency, from, to, opening, bookings } = statement;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="${NAMESPACE}"><BkToCstmrStmt>`,
    `<GrpHdr><MsgId>${escape(id)}</MsgId><CreDtTm>${to}T23:00:00Z</CreDtTm></GrpHdr>`,
    `<Stmt><Id>${escape(id)}</Id><FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T23:59:59</ToDtTm></FrToDt>`,
    `<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency.toUpperCase()}</Ccy></Acct>`,
    balance("OPBD", opening, currency, from),
    balance("CLBD", closingOf(statement), currency, to),
    ...bookings.map((booking) => entry(booking, currency)),
    "</Stmt></BkToCstmrStmt></Document>",
    "",
  ].join("\n");
}

function signedAmount(amount: number, currency: string): string {
  const text = decimalText(amount, currency, ".");
  const side = amount < 0 ? "DBIT" : "CRDT";
  return `<Amt Ccy="${currency.toUpperCase()}">${text}</Amt><CdtDbtInd>${side}</CdtDbtInd>`;
}

function balance(code: string, amount: number, currency: string, day: string): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${signedAmount(amount, currency)}<Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function entry(booking: BankBooking, currency: string): string {
  const { amount, day, valueDay, bankReference, endToEnd, description, counterparty } = booking;
  const party = amount < 0 ? "Cdtr" : "Dbtr";
  return [
    `<Ntry>${signedAmount(amount, currency)}<Sts><Cd>BOOK</Cd></Sts>`,
    `<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${valueDay}</Dt></ValDt>`,
    `<AcctSvcrRef>${escape(bankReference)}</AcctSvcrRef><NtryDtls><TxDtls>`,
    `<Refs><EndToEndId>${escape(endToEnd ?? "NOTPROVIDED")}</EndToEndId></Refs>`,
    `<RltdPties><${party}><Pty><Nm>${escape(counterparty)}</Nm></Pty></${party}></RltdPties>`,
    `<RmtInf><Ustrd>${escape(description)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  ].join("");
}
