import { type BankStatement, closingOf, shortDay } from "./bank-booking.ts";

const CREDIT = "195";
const DEBIT = "495";

/** A BAI2 file with a group for each day of bookings, since a group has one as-of day. */
export function renderBai2(statement: BankStatement): string {
  const { id, to, bookings } = statement;
  const days = [...new Set(bookings.map(({ day }) => day))];
  const groups: Group[] = [];
  let opening = statement.opening;
  for (const day of days.length > 0 ? days : [to]) {
    const own = bookings.filter((booking) => booking.day === day);
    const group = groupOf({ ...statement, opening, bookings: own }, day);
    groups.push(group);
    opening = group.closing;
  }
  const control = groups.reduce((sum, group) => sum + group.control, 0);
  const records = groups.flatMap((group) => group.records);
  return [
    `01,EXMPNL2A,SHOP,${shortDay(to)},2300,${id},,,2/`,
    ...records,
    `99,${control},${groups.length},${records.length + 2}/`,
    "",
  ].join("\n");
}

interface Group {
  readonly records: readonly string[];
  readonly control: number;
  readonly closing: number;
}

function groupOf(statement: BankStatement, day: string): Group {
  const { iban, currency, opening, bookings } = statement;
  const closing = closingOf(statement);
  const code = currency.toUpperCase();
  const transactions = bookings.flatMap((booking) => [
    `16,${booking.amount < 0 ? DEBIT : CREDIT},${Math.abs(booking.amount)},V,${shortDay(booking.valueDay)},,${booking.bankReference},${booking.endToEnd ?? ""}/`,
    `88,${booking.description}`,
  ]);
  const control = bookings.reduce((sum, { amount }) => sum + Math.abs(amount), opening + closing);
  const account = [`03,${iban},${code},010,${opening},,,015,${closing},,/`, ...transactions];
  return {
    closing,
    control,
    records: [
      `02,SHOP,EXMPNL2A,1,${shortDay(day)},2300,${code},2/`,
      ...account,
      `49,${control},${account.length + 1}/`,
      `98,${control},1,${account.length + 3}/`,
    ],
  };
}
