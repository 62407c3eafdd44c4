import { writeFile } from "node:fs/promises";
import * as z from "zod";
import { type Answer, UsageError } from "./answer.ts";
import { ask } from "./sandbox-command.ts";

/** What `sandbox bank-statement` understands; the sandbox says what is wrong with them. */
export interface BankFileOptions {
  readonly out: string;
  readonly format: string;
  readonly days: string;
  readonly currency: string;
  readonly variant: string;
}

const bankFile = z.object({
  fileName: z.string(),
  account: z.string(),
  bookings: z.int(),
  text: z.string(),
});

/** `sandbox bank-statement`: writes the bank's view of the sandbox's payouts as a file. */
export async function writeBankFile(
  url: string,
  { out, format, days, currency, variant }: BankFileOptions,
): Promise<Answer> {
  const query = new URLSearchParams({ format, days, currency, variant });
  const file = bankFile.parse(await ask(url, "GET", `bank-statement?${query.toString()}`));
  await writeFile(out, file.text).catch((error: unknown) => {
    throw new UsageError(`${out} cannot be written`, { cause: error });
  });
  const { account, bookings } = file;
  return {
    data: { out, format, account, bookings },
    lines: [`${bookings} bookings of ${account} written to ${out}`],
    finding: false,
  };
}
