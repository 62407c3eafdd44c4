import type { World } from "../../world.ts";
import type { LoggedIncident } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";
import { FOREIGN_ISSUER } from "../shop-profile.ts";
import { newCard, newShopper } from "../shopper.ts";
import { HOUR_MS, type Incident, setStep } from "./incident.ts";
import { suspectAttempt } from "./suspect-attempt.ts";

const ATTEMPTS = 140;
const LASTS_MS = 1.5 * HOUR_MS;
/** After so many cards the fraudster opens another account with the shop. */
const CARDS_PER_ACCOUNT = 12;
const ODDS = {
  approved: 12,
  declined: 76,
  blocked: 12,
  declineCodes: [
    "incorrect_cvc",
    "do_not_honor",
    "generic_decline",
    "fraudulent",
    "invalid_account",
  ],
} as const;

/** A list of stolen cards is tried out: each card once, for a euro or two, one attempt after the other. */
export const cardTesting: Incident = {
  description: "a list of stolen cards is tried out with tiny amounts",
  lastsMs: LASTS_MS,
  setting: () => ({ issuer: FOREIGN_ISSUER.name, attempts: ATTEMPTS, currency: "eur" }),
  begin: (world, incident, random) => tryCard(world, incident, `${ATTEMPTS} new`, random),
  step: tryCard,
};

/** `subject` is how many attempts are left and the customer that makes them. */
function tryCard(
  world: World,
  incident: LoggedIncident,
  subject: string,
  random: RandomStream,
): void {
  const [left = "0", known = ""] = subject.split(" ");
  const opensAnother = Number(left) % CARDS_PER_ACCOUNT === 0;
  const customer =
    (opensAnother ? undefined : world.store.get("customer", known)) ??
    newShopper(world, random).customer;
  const { id: methodId } = newCard(world, customer, FOREIGN_ISSUER, random);
  const amount = random.between(100, 299);
  suspectAttempt(world, incident, { customer, methodId, amount }, ODDS, random);
  const remaining = Number(left) - 1;
  if (remaining > 0)
    setStep(world, incident, `${remaining} ${customer.id}`, random.between(8, 36) * 1000);
}
