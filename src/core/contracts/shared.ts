import * as z from "zod/mini";

/** An amount on the wire: minor units as bigint and Stripe's currency code. */
export const moneySchema = z.object({
  amountMinor: z.bigint(),
  currency: z.string().check(z.regex(/^[a-z]{3}$/)),
});
export type MoneyDto = z.infer<typeof moneySchema>;

/** A Stripe object id of any type, bounded so that it cannot be abused as a search text. */
export const stripeIdSchema = z
  .string()
  .check(z.regex(/^[a-z]+(?:_[A-Za-z0-9]+)+$/), z.maxLength(255));

/** Our own ids are UUIDs; a command's is made in the browser when the person forms the intent. */
export const uuidSchema = z.uuid();

/** Where a keyset page goes on; opaque to clients. */
export const cursorSchema = z.string().check(z.maxLength(300));

/** Rows a page: never unbounded. */
export const pageSizeSchema = z._default(z.int().check(z.minimum(1), z.maximum(100)), 50);

/** A person as others of the console see them. */
export const personSchema = z.object({ id: z.string(), name: z.string(), role: z.string() });
export type PersonDto = z.infer<typeof personSchema>;

/** How current the rows of a panel are: `asOf` is the newest webhook or pull that was applied. */
export const freshnessSchema = z.object({
  asOf: z.nullable(z.date()),
  state: z.enum(["live", "stale", "importing"]),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/** A method of payment as far as the console may know it: no more of a card than brand and last four digits. */
export const methodSchema = z.object({
  type: z.nullable(z.string()),
  brand: z.nullable(z.string()),
  last4: z.nullable(z.string()),
});
export type MethodDto = z.infer<typeof methodSchema>;

/** A note or reason typed by a person. */
export const noteSchema = z.string().check(z.trim(), z.maxLength(2_000));
