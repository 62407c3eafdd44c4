/** What Stripe calls the objects whose ids begin so. */
const TYPES: Readonly<Record<string, string>> = {
  re: "refund",
  pyr: "refund",
  pi: "payment_intent",
  ch: "charge",
  py: "charge",
  in: "invoice",
  sub: "subscription",
  du: "dispute",
  dp: "dispute",
  prv: "review",
  cus: "customer",
  pm: "payment_method",
};

/** The object of a Stripe id, as a kind of command looks for it. */
export function traceOf(objectId: string): { objectType: string; objectId: string } {
  const prefix = objectId.split("_")[0] ?? "";
  return { objectType: TYPES[prefix] ?? prefix, objectId };
}
