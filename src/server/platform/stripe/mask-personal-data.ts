/**
 * Names of fields of Stripe's objects whose value, or whose whole subtree, tells who somebody is; addresses of hosted pages too,
 * since they let whoever has them in.
 */
const PERSONAL = new Set([
  "address",
  "billing_details",
  "customer_address",
  "customer_email",
  "customer_name",
  "customer_phone",
  "customer_shipping",
  "email",
  "ip",
  "ip_address",
  "ip_address_location",
  "iban_last4",
  "name",
  "owner",
  "phone",
  "receipt_email",
  "receipt_url",
  "customer_details",
  "shipping",
  "tax_ids",
  "user_agent",
  "url",
  "hosted_invoice_url",
  "invoice_pdf",
  "fingerprint",
  "client_secret",
  "description",
  "metadata",
  "statement_descriptor_suffix",
]);

const MASK = "•••";

/**
 * A copy of a JSON value with every personal datum covered, whatever its depth: text becomes a mask, a group keeps its
 * keys so that a reader still sees which facts exist. Numbers, flags, nulls and ids outside such fields stay.
 */
export function maskPersonalData(value: unknown): unknown {
  return walk(value, false);
}

function walk(value: unknown, personal: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, personal));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item, personal || PERSONAL.has(key))]),
    );
  }
  if (!personal || value === null || typeof value === "boolean") return value;
  return MASK;
}
