/** A value that an answer must have: exactly this, text that fits a pattern, or an object with at least these members. */
export type Expected =
  | string
  | number
  | boolean
  | null
  | RegExp
  | readonly Expected[]
  | { readonly [name: string]: Expected };

/** One request of a case. `{payment.id}` in a path or parameter stands for that member of an earlier step's answer. */
export interface ContractStep {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Sent under one key for all steps of a run that name the same one. */
  readonly idempotencyKey?: string;
  /** Name by which later steps refer to the answer. */
  readonly as?: string;
  readonly status: number;
  /** What the body holds; for a failure, what its `error` holds. */
  readonly holds: { readonly [name: string]: Expected };
}

/** A behaviour that Stripe documents and the sandbox imitates, as data that runs against both. */
export interface ContractCase {
  readonly name: string;
  /** Page of Stripe's documentation that promises it. */
  readonly source: string;
  readonly steps: readonly ContractStep[];
}
