import * as z from "zod";

/** One thing subscribed to, as it is stored. `unitAmount`: minor units as decimal text, null where the price has none. */
const storedItem = z.object({
  id: z.string(),
  priceId: z.string(),
  productId: z.string(),
  name: z.string().nullable(),
  unitAmount: z.string().nullable(),
  quantity: z.number().int(),
});
export type StoredItem = z.infer<typeof storedItem>;

/** The items of a subscription's row. Throws where the row is none of our projector's. */
export function readItems(stored: unknown): readonly StoredItem[] {
  return z.array(storedItem).parse(stored);
}
