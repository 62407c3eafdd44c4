import { camtAmount, camtDay } from "./camt-values.ts";
import { type ParsedLine, refuseFile, tidy } from "./parsed-statement.ts";
import { all, textAt, type XmlElement } from "./xml-tree.ts";

const NOT_PROVIDED = "NOTPROVIDED";

/**
 * One entry as a line, or null while it is not booked. An entry that gathers several payments stays one line, as the
 * bank's balance moved by its amount; the payments are kept in its details. `RvslInd` tells that an entry takes back an
 * earlier one: its own side is already the side it is booked on. Throws FILE_NOT_UNDERSTOOD.
 */
export function camtLine(entry: XmlElement, currency: string, where: string): ParsedLine | null {
  const status = textAt(entry, "Sts", "Cd") ?? textAt(entry, "Sts");
  if (status === null) refuseFile("camt", `${where}, Sts`, "it does not say whether it is booked");
  if (status !== "BOOK") return null;
  const payments = all(entry, "NtryDtls", "TxDtls");
  const single = payments.length === 1 ? payments[0] : undefined;
  const amountMinor = camtAmount(entry, currency, where);
  return {
    ...daysOf(entry, where),
    amountMinor,
    bankReference:
      given(textAt(entry, "AcctSvcrRef")) ?? given(single && textAt(single, "Refs", "AcctSvcrRef")),
    reference: given(single && referenceOf(single)) ?? given(textAt(entry, "NtryRef")),
    description: descriptionOf(entry, payments),
    counterparty: single ? nameOf(single, amountMinor > 0n) : null,
    details: { ...entryDetails(entry), ...paymentDetails(payments, amountMinor > 0n) },
    where,
  };
}

function daysOf(entry: XmlElement, where: string) {
  const value = dayOf(entry, "ValDt");
  const bookedOn = dayOf(entry, "BookgDt") ?? value;
  if (bookedOn === null) {
    refuseFile("camt", `${where}, BookgDt`, "it has no day that we can read");
  }
  return { bookedOn, valueOn: value ?? bookedOn };
}

function dayOf(entry: XmlElement, name: "BookgDt" | "ValDt"): string | null {
  return camtDay(textAt(entry, name, "Dt") ?? textAt(entry, name, "DtTm"));
}

function given(text: string | null | undefined): string | null {
  const tidied = tidy(text);
  return tidied === NOT_PROVIDED ? null : tidied;
}

function referenceOf(payment: XmlElement): string | null {
  const structured = textAt(payment, "RmtInf", "Strd", "CdtrRefInf", "Ref");
  return (
    given(textAt(payment, "Refs", "EndToEndId")) ??
    given(structured) ??
    given(textAt(payment, "Refs", "TxId"))
  );
}

/** Who stands on the other side; since version 001.08 the name lies one element deeper. */
function nameOf(payment: XmlElement, isCredit: boolean): string | null {
  const parties = isCredit ? ["Dbtr", "Cdtr"] : ["Cdtr", "Dbtr"];
  for (const party of parties) {
    const name =
      textAt(payment, "RltdPties", party, "Nm") ?? textAt(payment, "RltdPties", party, "Pty", "Nm");
    if (name !== null) return tidy(name);
  }
  return null;
}

function remittanceOf(payment: XmlElement): readonly string[] {
  const free = all(payment, "RmtInf", "Ustrd").map(({ text }) => text);
  const structured = all(payment, "RmtInf", "Strd", "CdtrRefInf", "Ref").map(({ text }) => text);
  return [...free, ...structured];
}

function descriptionOf(entry: XmlElement, payments: readonly XmlElement[]): string {
  const said = [...new Set(payments.flatMap(remittanceOf))];
  const own = textAt(entry, "AddtlNtryInf");
  const more = payments.map((payment) => textAt(payment, "AddtlTxInf") ?? "");
  return tidy([...said, own ?? "", ...new Set(more)].join(" ")) ?? "";
}

function entryDetails(entry: XmlElement): Record<string, string> {
  const found: readonly (readonly [string, string | null])[] = [
    ["RvslInd", textAt(entry, "RvslInd")],
    [
      "BkTxCd",
      textAt(entry, "BkTxCd", "Prtry", "Cd") ??
        textAt(entry, "BkTxCd", "Domn", "Fmly", "SubFmlyCd"),
    ],
    ["Btch/NbOfTxs", textAt(entry, "NtryDtls", "Btch", "NbOfTxs")],
  ];
  return Object.fromEntries(found.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}

/** Each payment of a gathered entry: amount, reference, name, what for. */
function paymentDetails(
  payments: readonly XmlElement[],
  isCredit: boolean,
): Record<string, string> {
  if (payments.length < 2) return {};
  return Object.fromEntries(
    payments.map((payment, at) => {
      const amount = textAt(payment, "AmtDtls", "TxAmt", "Amt") ?? textAt(payment, "Amt");
      const parts = [
        amount,
        referenceOf(payment),
        nameOf(payment, isCredit),
        remittanceOf(payment).join(" "),
      ];
      return [`TxDtls ${at + 1}`, parts.filter((part) => part !== null && part !== "").join(" · ")];
    }),
  );
}
