/** What a column may be for. */
export type CsvRole =
  | "bookedOn"
  | "valueOn"
  | "amount"
  | "side"
  | "debit"
  | "credit"
  | "currency"
  | "reference"
  | "description"
  | "counterparty"
  | "externalId";

/** Headers of bank exports in English, German, French and Dutch, as they read in lower case without accents. */
const WORDS: Readonly<Record<CsvRole, readonly string[]>> = {
  bookedOn: [
    "booked on",
    "booking date",
    "bookingdate",
    "date booked",
    "transaction date",
    "posting date",
    "post date",
    "date",
    "buchungstag",
    "buchungsdatum",
    "buchung",
    "datum",
    "date de comptabilisation",
    "date comptable",
    "date operation",
    "date de l'operation",
    "date d'operation",
    "boekdatum",
    "boekingsdatum",
    "transactiedatum",
  ],
  valueOn: [
    "value date",
    "valuedate",
    "valuta",
    "valutadatum",
    "wertstellung",
    "valutatag",
    "wert",
    "date de valeur",
    "date valeur",
    "rentedatum",
  ],
  amount: [
    "amount",
    "betrag",
    "umsatz",
    "montant",
    "bedrag",
    "bedrag (eur)",
    "betrag (eur)",
    "amount (eur)",
    "montant (eur)",
    "transaction amount",
    "transactiebedrag",
  ],
  side: [
    "debit/credit",
    "credit/debit",
    "d/c",
    "c/d",
    "dr/cr",
    "cr/dr",
    "soll/haben",
    "s/h",
    "sens",
    "af bij",
    "af/bij",
    "debet/credit",
  ],
  debit: [
    "debit",
    "debit amount",
    "paid out",
    "money out",
    "withdrawal",
    "withdrawals",
    "soll",
    "belastung",
    "lastschrift",
    "debits",
    "af",
    "debet",
  ],
  credit: [
    "credit",
    "credit amount",
    "paid in",
    "money in",
    "deposit",
    "deposits",
    "haben",
    "gutschrift",
    "credits",
    "bij",
  ],
  currency: [
    "currency",
    "ccy",
    "wahrung",
    "waehrung",
    "devise",
    "valuta code",
    "munt",
    "muntsoort",
  ],
  reference: [
    "reference",
    "end to end id",
    "end-to-end id",
    "end to end",
    "customer reference",
    "payment reference",
    "kundenreferenz",
    "kundenreferenz (end-to-end)",
    "referenz",
    "reference client",
    "betalingskenmerk",
    "kenmerk",
    "referentie",
  ],
  description: [
    "description",
    "details",
    "narrative",
    "memo",
    "transaction details",
    "remittance information",
    "verwendungszweck",
    "buchungstext",
    "libelle",
    "communication",
    "mededelingen",
    "omschrijving",
    "omschrijving-1",
  ],
  counterparty: [
    "counterparty",
    "name",
    "payee",
    "payer",
    "counterparty name",
    "beguenstigter/zahlungspflichtiger",
    "begunstigter/zahlungspflichtiger",
    "auftraggeber/empfanger",
    "name zahlungsbeteiligter",
    "zahlungsbeteiligter",
    "contrepartie",
    "nom",
    "tegenpartij",
    "naam tegenpartij",
    "naam / omschrijving",
    "naam",
  ],
  externalId: [
    "transaction id",
    "bank reference",
    "id",
    "entry reference",
    "account servicer reference",
    "umsatz-id",
    "transaktions-id",
    "bankreferenz",
    "numero d'operation",
    "transactiereferentie",
    "volgnr",
  ],
};

/** The role that a header's wording tells, or null. */
export function roleOfHeader(header: string): CsvRole | null {
  const plain = header
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .trim();
  return ROLE_OF.get(plain) ?? null;
}

const ROLE_OF = new Map<string, CsvRole>(
  (Object.keys(WORDS) as CsvRole[]).flatMap((role) =>
    WORDS[role].map((word) => [word, role] as const),
  ),
);
