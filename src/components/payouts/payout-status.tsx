import { Status } from "#components/ui/status.tsx";
import type { BankState } from "#core/contracts/payouts.ts";
import { BANK_WORDS, payoutStatusWords } from "./payout-words.ts";

/** Stripe's state of a payout. */
export function PayoutStatus({ status }: { status: string }) {
  const { word, tone, glyph } = payoutStatusWords(status);
  return (
    <Status tone={tone} {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}

/** What the bank says of a payout. */
export function BankStatus({ bank }: { bank: BankState }) {
  const { word, tone, glyph } = BANK_WORDS[bank];
  return (
    <Status tone={tone} variant="plain" {...(glyph ? { glyph } : {})}>
      {word}
    </Status>
  );
}
