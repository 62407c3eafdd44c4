/**
 * What the networks' own codes mean, for the codes that cards paid online meet. Sources: the tables of
 * https://docs.stripe.com/disputes/categories (Visa) and Mastercard's chargeback guide (message reason codes).
 */
const CODES: Readonly<Record<string, string>> = {
  "10.1": "counterfeit card used at a chip terminal",
  "10.2": "stolen chip card used without its chip",
  "10.3": "card was there, but its holder did not pay",
  "10.4": "paid without the card, and not by its holder",
  "10.5": "named by the network's fraud monitoring",
  "11.1": "card was listed as blocked",
  "11.2": "charged although the bank had declined",
  "11.3": "charged without asking the bank",
  "12.1": "charged too late",
  "12.2": "sent under a wrong code",
  "12.3": "charged in the wrong currency",
  "12.4": "charged to the wrong account",
  "12.5": "charged the wrong amount",
  "12.6.1": "charged twice",
  "12.6.2": "already paid by other means",
  "12.7": "data of the charge are wrong",
  "13.1": "goods or services not received",
  "13.2": "recurring payment was cancelled",
  "13.3": "not as described, or defective",
  "13.4": "counterfeit goods",
  "13.5": "sold with a misleading description",
  "13.6": "refund not processed",
  "13.7": "cancelled goods or services",
  "13.8": "credit not accepted",
  "13.9": "cash or load not received",
  "4808": "charged without the bank's approval",
  "4834": "an error at the point of sale, such as a double charge",
  "4837": "the cardholder did not authorise it",
  "4849": "the shop was reported for fraud",
  "4853": "the cardholder disputes what they got",
  "4863": "the cardholder does not recognise it",
  "4870": "counterfeit card used at a chip terminal",
  "4871": "stolen chip card used without its PIN",
};

/** The code's meaning in plain words; null for a code that is not in the tables. */
export function networkReason(code: string): string | null {
  return CODES[code] ?? null;
}
