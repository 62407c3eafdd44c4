import type { CommandSpec } from "../command-spec.ts";

const everywhere = { scope: "global", effect: "view", permission: null, keywords: [] } as const;
const goTo = { scope: "global", effect: "navigate" } as const;

/** Commands that work on every screen. */
export const globalCommands = {
  "palette.open": { ...everywhere, title: "Open command palette", keys: ["$mod+k"] },
  "search.focus": { ...everywhere, title: "Search", keywords: ["find"], keys: ["[Shift]+/"] },
  "help.open": {
    ...everywhere,
    title: "Show all keys",
    keywords: ["shortcuts"],
    keys: ["[Shift]+?"],
  },
  "density.toggle": {
    ...everywhere,
    title: "Change row density",
    keywords: ["compact"],
    keys: ["d"],
  },
  "theme.light": { ...everywhere, title: "Use light theme", keywords: ["appearance"], keys: [] },
  "theme.dark": { ...everywhere, title: "Use dark theme", keywords: ["appearance"], keys: [] },
  "theme.system": {
    ...everywhere,
    title: "Follow system theme",
    keywords: ["appearance"],
    keys: [],
  },
  "link.copy": { ...everywhere, title: "Copy link to this view", keywords: ["share"], keys: ["y"] },
  "session.sign-out": { ...everywhere, title: "Sign out", keywords: ["log out"], keys: [] },
  "go.overview": {
    ...goTo,
    title: "Go to Overview",
    keywords: ["home", "health"],
    keys: ["g o"],
    permission: "overview:read",
  },
  "go.queue": {
    ...goTo,
    title: "Go to Review queue",
    keywords: ["cases"],
    keys: ["g q"],
    permission: "case:read",
  },
  "go.payments": {
    ...goTo,
    title: "Go to Payments",
    keywords: ["charges", "customers"],
    keys: ["g p"],
    permission: "payment:read",
  },
  "go.approvals": {
    ...goTo,
    title: "Go to Approvals",
    keywords: ["countersign"],
    keys: ["g a"],
    permission: "approval:read",
  },
  "go.webhooks": {
    ...goTo,
    title: "Go to Webhooks",
    keywords: ["events"],
    keys: ["g w"],
    permission: "webhook:read",
  },
  "go.ledger": {
    ...goTo,
    title: "Go to Ledger",
    keywords: ["journal", "accounts", "balance"],
    keys: ["g l"],
    permission: "ledger:read",
  },
  "go.journals": {
    ...goTo,
    title: "Go to Journals",
    keywords: ["postings", "entries", "search the books"],
    keys: ["g j"],
    permission: "ledger:read",
  },
  "go.fees": {
    ...goTo,
    title: "Go to Fees",
    keywords: ["stripe fee", "effective rate", "cost"],
    keys: ["g f"],
    permission: "ledger:read",
  },
  "go.payouts": {
    ...goTo,
    title: "Go to Payouts",
    keywords: ["bank", "transfer", "po_"],
    keys: ["g y"],
    permission: "ledger:read",
  },
  "go.reconciliation": {
    ...goTo,
    title: "Go to Reconciliation",
    keywords: ["runs", "levels", "proof"],
    keys: ["g r"],
    permission: "reconciliation:read",
  },
  "go.breaks": {
    ...goTo,
    title: "Go to Breaks",
    keywords: ["differences", "exceptions"],
    keys: ["g b"],
    permission: "reconciliation:read",
  },
  "go.policies": {
    ...goTo,
    title: "Go to Policy",
    keywords: ["limits", "rules", "who signs"],
    keys: ["g i"],
    permission: "policy:read",
  },
  "go.security": {
    ...goTo,
    title: "Go to Security",
    keywords: ["passkey", "one-time code", "authenticator", "settings"],
    keys: ["g s"],
    permission: "credential:manage-own",
  },
} as const satisfies Record<string, CommandSpec>;
