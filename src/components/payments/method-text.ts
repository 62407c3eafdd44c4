import type { MethodDto } from "#core/contracts/shared.ts";

const BRANDS: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  cartes_bancaires: "Cartes Bancaires",
};

/** Kinds of payment methods by their names; also the choices of the filter. */
export const METHOD_TYPES: Readonly<Record<string, string>> = {
  card: "Card",
  sepa_debit: "SEPA debit",
  ideal: "iDEAL",
  bancontact: "Bancontact",
  klarna: "Klarna",
  link: "Link",
};

const spoken = (code: string) => {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The method's name without digits: "Visa", "SEPA debit"; "Unknown method" when Stripe has not said. */
export function methodName({ type, brand }: MethodDto): string {
  if (type === "card" && brand !== null) return BRANDS[brand] ?? spoken(brand);
  if (type === null) return "Unknown method";
  return METHOD_TYPES[type] ?? spoken(type);
}

/** The method in words for buttons and sentences: "Visa ••4242". */
export function methodText(method: MethodDto): string {
  const name = methodName(method);
  return method.last4 === null ? name : `${name} ••${method.last4}`;
}
