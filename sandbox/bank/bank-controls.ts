import { type ControlAnswer, ok, problem } from "../control/control-answer.ts";
import { ACCOUNT_CURRENCY, type World } from "../world.ts";
import type { BankStatement } from "./bank-booking.ts";
import { BANK_VARIANTS, bankStatement } from "./bank-view.ts";
import { renderBai2 } from "./render-bai2.ts";
import { renderCamt } from "./render-camt.ts";
import { renderCsv } from "./render-csv.ts";
import { renderMt940 } from "./render-mt940.ts";

interface Format {
  readonly ending: string;
  readonly render: (statement: BankStatement) => string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["camt053", { ending: "xml", render: renderCamt }],
  ["mt940", { ending: "sta", render: renderMt940 }],
  ["bai2", { ending: "bai", render: renderBai2 }],
  ["csv", { ending: "csv", render: renderCsv }],
]);
const DEFAULT_DAYS = 60;
const MAX_DAYS = 800;

/** Answers `GET /_sandbox/bank-statement`: the file that the shop's bank would give it. Null for other paths. */
export function answerBank(
  world: World,
  method: string,
  path: string,
  query: URLSearchParams,
): ControlAnswer | null {
  if (`${method} ${path}` !== "GET /_sandbox/bank-statement") return null;
  const format = FORMATS.get(query.get("format") ?? "camt053");
  if (!format) return problem(400, `format is one of ${[...FORMATS.keys()].join(", ")}`);
  const variant = BANK_VARIANTS.find((name) => name === (query.get("variant") ?? "true"));
  if (!variant) return problem(400, `variant is one of ${BANK_VARIANTS.join(", ")}`);
  const days = Number(query.get("days") ?? DEFAULT_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    return problem(400, `days is a whole number from 1 to ${MAX_DAYS}`);
  const currency = query.get("currency") ?? ACCOUNT_CURRENCY;
  if (!/^[a-z]{3}$/.test(currency)) return problem(400, "currency is three small letters");
  const statement = bankStatement(world, { currency, days, variant });
  return ok({
    fileName: `statement-${statement.id}.${format.ending}`,
    account: statement.iban,
    bookings: statement.bookings.length,
    text: format.render(statement),
  });
}
