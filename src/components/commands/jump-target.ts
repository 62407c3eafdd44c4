/** Where a pasted text leads. */
export interface JumpTarget {
  /** What it was taken for: "Payment", "E-mail", "Amount". */
  readonly kind: string;
  /** The text as understood, without spaces and URL around it. */
  readonly text: string;
  readonly href: string;
}

const search = (path: string, text: string) => `${path}?query=${encodeURIComponent(text)}`;

const ID_KINDS: readonly {
  readonly prefix: RegExp;
  readonly kind: string;
  readonly href: (id: string) => string;
}[] = [
  { prefix: /^pi_/, kind: "Payment", href: (id) => `/payments/${id}` },
  { prefix: /^(ch|py)_/, kind: "Charge", href: (id) => search("/payments", id) },
  { prefix: /^(re|pyr)_/, kind: "Refund", href: (id) => search("/payments", id) },
  { prefix: /^(dp|du)_/, kind: "Dispute", href: (id) => `/disputes/${id}` },
  { prefix: /^cus_/, kind: "Customer", href: (id) => `/customers/${id}` },
  { prefix: /^(in|sub)_/, kind: "Subscription or invoice", href: (id) => search("/payments", id) },
  { prefix: /^(pm|card|src)_/, kind: "Payment method", href: (id) => search("/payments", id) },
  { prefix: /^evt_/, kind: "Event", href: (id) => search("/webhooks", id) },
  { prefix: /^po_/, kind: "Payout", href: (id) => `/payouts/${id}` },
  {
    prefix: /^(txn|trr?|fee)_/,
    kind: "Balance entry",
    href: (id) => search("/ledger/journals", id),
  },
];

const STRIPE_ID = /\b([a-z]{2,5}_(?:test_|live_)?[A-Za-z0-9]{8,})\b/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const LAST4 = /^(?:[•*·.\s]*)(\d{4})$/;
const AMOUNT =
  /^(?:[€$£¥]|[A-Za-z]{3})?\s*(\d{1,3}(?:[ ,]\d{3})+|\d+)[.,](\d{2,3})\s*(?:[€$£¥]|[A-Za-z]{3})?$/;

/**
 * Understands what people paste: a Stripe id or dashboard address, an e-mail, the last four digits of a card, an amount.
 * Returns null for anything else, which is then a search among the commands.
 */
export function jumpTarget(input: string): JumpTarget | null {
  const text = input.trim();
  const id = STRIPE_ID.exec(text)?.[1];
  if (id !== undefined) {
    const known = ID_KINDS.find((entry) => entry.prefix.test(id));
    if (known) return { kind: known.kind, text: id, href: known.href(id) };
  }
  if (EMAIL.test(text)) return { kind: "E-mail", text, href: search("/payments", text) };
  const last4 = LAST4.exec(text)?.[1];
  if (last4 !== undefined) {
    return { kind: "Card ending in", text: last4, href: search("/payments", last4) };
  }
  const amount = AMOUNT.exec(text);
  if (amount) {
    const plain = `${(amount[1] ?? "").replace(/[ ,]/g, "")}.${amount[2]}`;
    return { kind: "Amount", text: plain, href: search("/payments", plain) };
  }
  return null;
}

/** All that a text may name: an id of our own does not tell what it is of, so a break and an override are both offered. */
export function jumpTargets(input: string): readonly JumpTarget[] {
  const text = input.trim().toLowerCase();
  if (UUID.test(text)) {
    return [
      { kind: "Break", text, href: `/reconciliation/breaks/${text}` },
      { kind: "Override", text, href: `/overrides/${text}` },
    ];
  }
  const target = jumpTarget(input);
  return target === null ? [] : [target];
}
