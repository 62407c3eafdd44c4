import { formatMajor } from "#core/money.ts";
import { type ParsedStatement, refuseFile, type StatementFormat } from "./parsed-statement.ts";

/** Opening balance plus lines must be the closing balance, where the file tells both. Throws FILE_NOT_UNDERSTOOD. */
export function checkBalances(format: StatementFormat, statement: ParsedStatement): void {
  const { opening, closing, lines, reference, currency } = statement;
  if (opening === null || closing === null) return;
  const reached = lines.reduce((sum, line) => sum + line.amountMinor, opening);
  if (reached === closing) return;
  const said = (amountMinor: bigint) => formatMajor({ amountMinor, currency });
  refuseFile(
    format,
    `statement ${reference}`,
    `opening ${said(opening)} and ${lines.length} lines make ${said(reached)}, but it closes with ${said(closing)} ` +
      `(difference ${said(closing - reached)} ${currency.toUpperCase()})`,
  );
}
