import type { World } from "../../world.ts";
import type { LoggedIncident } from "../incident-log.ts";
import type { RandomStream } from "../random-stream.ts";
import { FOREIGN_ISSUER } from "../shop-profile.ts";
import { newCard, newShopper } from "../shopper.ts";
import { HOUR_MS, type Incident, setStep } from "./incident.ts";
import { suspectAttempt } from "./suspect-attempt.ts";

const ODDS = {
  approved: 55,
  declined: 35,
  blocked: 10,
  declineCodes: ["do_not_honor", "card_velocity_exceeded", "fraudulent"],
} as const;

/** Somebody with one card and a fresh account buys again and again within minutes. */
export const oneCardBurst: Incident = {
  description: "one card buys again and again within minutes",
  lastsMs: HOUR_MS,
  setting: (random) => ({ issuer: FOREIGN_ISSUER.name, attempts: random.between(6, 10) }),
  begin: (world, incident, random) => {
    const { customer } = newShopper(world, random);
    const { id } = newCard(world, customer, FOREIGN_ISSUER, random);
    buyAgain(world, incident, `${customer.id} ${id} ${incident.setting["attempts"]}`, random);
  },
  step: buyAgain,
};

/** `subject` is the customer, the card and how many attempts are left. */
function buyAgain(
  world: World,
  incident: LoggedIncident,
  subject: string,
  random: RandomStream,
): void {
  const [customerId = "", methodId = "", left = "0"] = subject.split(" ");
  const customer = world.store.get("customer", customerId);
  if (customer === undefined) return;
  const amount = random.between(900, 28_900);
  suspectAttempt(world, incident, { customer, methodId, amount }, ODDS, random);
  const remaining = Number(left) - 1;
  if (remaining > 0)
    setStep(
      world,
      incident,
      `${customerId} ${methodId} ${remaining}`,
      random.between(20, 95) * 1000,
    );
}
