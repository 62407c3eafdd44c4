import type { CommandSpec } from "../command-spec.ts";

const onCustomer = { scope: "customer", effect: "view", keys: [] } as const;

/** Commands on the open customer, and on the open dispute. */
export const customerCommands = {
  "customer.reveal": {
    ...onCustomer,
    title: "Show personal data…",
    keywords: ["reveal", "name", "e-mail", "phone", "unmask"],
    permission: "personal-data:reveal",
  },
  "customer.copy-id": {
    ...onCustomer,
    title: "Copy customer id",
    keywords: ["cus_"],
    keys: ["$mod+Shift+."],
    permission: null,
  },
  "customer.credit": {
    title: "Credit…",
    keywords: ["balance", "goodwill", "invoice"],
    keys: [],
    scope: "customer",
    permission: "customer:credit",
    effect: "opens-sheet",
  },
  "dispute.submit": {
    title: "Submit evidence…",
    keywords: ["answer", "counter", "bank"],
    keys: [],
    scope: "dispute",
    permission: "dispute:answer",
    effect: "opens-sheet",
  },
  "dispute.accept": {
    title: "Accept dispute…",
    keywords: ["close", "give up", "lose"],
    keys: [],
    scope: "dispute",
    permission: "dispute:answer",
    effect: "opens-sheet",
  },
  "dispute.copy-id": {
    title: "Copy dispute id",
    keywords: ["du_", "dp_"],
    keys: ["$mod+Shift+."],
    scope: "dispute",
    permission: null,
    effect: "view",
  },
} as const satisfies Record<string, CommandSpec>;
