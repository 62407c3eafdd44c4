import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BankStatement, closingOf } from "#sandbox/bank/bank-booking.ts";
import { renderBai2 } from "#sandbox/bank/render-bai2.ts";
import { renderCamt } from "#sandbox/bank/render-camt.ts";
import { renderCsv } from "#sandbox/bank/render-csv.ts";
import { renderMt940 } from "#sandbox/bank/render-mt940.ts";
import { guessMapping } from "./guess-csv-mapping.ts";
import { openFile, parseStatementText } from "./parse-statement-file.ts";

const FROM = Date.UTC(2026, 0, 1);
const LIMIT = 10 ** 12;
const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(FROM + days * 86_400_000).toISOString().slice(0, 10));
/** Letters that every format may carry; SWIFT's and BAI2's own signs are not among them. */
const words = fc.stringMatching(/^[A-Z][A-Za-z0-9.]{0,8}( [A-Za-z0-9.,]{1,8}){0,8}$/);
const id = fc.stringMatching(/^[A-Z0-9]{4,14}$/);

const booking = fc.record({
  day,
  amount: fc.integer({ min: -LIMIT, max: LIMIT }).filter((amount) => amount !== 0),
  bankReference: id,
  endToEnd: fc.option(id),
  description: words,
  counterparty: words,
});

const statement: fc.Arbitrary<BankStatement> = fc
  .record({
    currency: fc.constantFrom("eur", "usd", "jpy", "kwd"),
    opening: fc.integer({ min: -LIMIT, max: LIMIT }),
    bookings: fc.array(booking, { minLength: 1, maxLength: 12 }),
  })
  .map(({ bookings, ...rest }) => {
    const sorted = bookings
      .map((one) => ({ ...one, valueDay: one.day }))
      .toSorted((a, b) => a.day.localeCompare(b.day));
    const [first, last] = [sorted[0]?.day ?? "", sorted.at(-1)?.day ?? ""];
    return {
      ...rest,
      id: "S1",
      iban: "NL00EXMP0123456789",
      from: first,
      to: last,
      bookings: sorted,
    };
  });

const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();

/** What of a booking each format must give back to the digit. */
const expected = ({ bookings }: BankStatement) =>
  bookings.map((one) => [
    one.day,
    one.valueDay,
    BigInt(one.amount),
    one.bankReference,
    one.endToEnd,
    plain(one.description),
  ]);

function parsed(text: string, currency: string) {
  const opened = openFile(Buffer.from(text, "utf8"));
  const isCsv = opened.startsWith("Booking date");
  const csv = isCsv ? { mapping: guessMapping(opened).mapping, currency } : null;
  const { statements } = parseStatementText(opened, csv);
  const lines = statements.flatMap((one) => one.lines);
  return {
    statements,
    told: lines.map((one) => [
      one.bookedOn,
      one.valueOn,
      one.amountMinor,
      one.bankReference,
      one.reference,
      one.description,
    ]),
  };
}

describe("what is rendered is read again, to the last minor unit", () => {
  it.each([
    ["camt.053", renderCamt],
    ["MT940", renderMt940],
    ["BAI2", renderBai2],
    ["CSV", renderCsv],
  ])("%s", (_, render) => {
    fc.assert(
      fc.property(statement, (given) => {
        expect(parsed(render(given), given.currency).told).toEqual(expected(given));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["camt.053", renderCamt],
    ["MT940", renderMt940],
    ["BAI2", renderBai2],
  ])("%s keeps account, currency and balances", (_, render) => {
    fc.assert(
      fc.property(statement, (given) => {
        const { statements } = parsed(render(given), given.currency);
        expect(statements[0]).toMatchObject({
          account: given.iban,
          currency: given.currency,
          opening: BigInt(given.opening),
        });
        expect(statements.at(-1)?.closing).toBe(BigInt(closingOf(given)));
      }),
      { numRuns: 100 },
    );
  });
});

it("any bytes at all are read or refused, never anything else", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `01,${text}`),
        fc.string().map((text) => `<a>${text}</a>`),
      ),
      (text) => {
        try {
          parseStatementText(openFile(Buffer.from(text, "utf8")), null);
        } catch (error) {
          expect(error).toMatchObject({ name: "DomainError" });
        }
      },
    ),
    { numRuns: 500 },
  );
});
