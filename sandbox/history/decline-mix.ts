/**
 * Why cards are declined, in hundredths of all declines. Three figures are published: 44.4 % for want of funds and 9.4 %
 * for suspected fraud (Ethoca, "Solving the CNP False Decline Puzzle", 2016, as reported by cardnotpresent.com), 20.6 %
 * for card data typed wrong or out of date (payretailers.com, "Rejected transactions: the 7 most common reasons"). How
 * each of the three divides among Stripe's codes, and what makes up the remaining 25.6 %, is our own choice: mostly
 * refusals without a reason, as those who compare processors' codes describe them.
 */
const FOR_WANT_OF_FUNDS = [["insufficient_funds", 44.4]] as const;
const SUSPECTED_FRAUD = [
  ["fraudulent", 4.2],
  ["card_velocity_exceeded", 2.2],
  ["lost_card", 1.4],
  ["stolen_card", 1.1],
  ["pickup_card", 0.5],
] as const;
const WRONG_CARD_DATA = [
  ["incorrect_cvc", 10.8],
  ["expired_card", 7.4],
  ["invalid_account", 2.4],
] as const;
const REMAINDER = [
  ["do_not_honor", 12.6],
  ["generic_decline", 6.4],
  ["transaction_not_allowed", 3.1],
  ["issuer_not_available", 2.1],
  ["processing_error", 1.4],
] as const;

export const CARD_DECLINES = [
  ...FOR_WANT_OF_FUNDS,
  ...SUSPECTED_FRAUD,
  ...WRONG_CARD_DATA,
  ...REMAINDER,
] as const;
